package io.slipway.operation;

import io.slipway.aws.Images;
import io.slipway.domain.Image;
import io.slipway.domain.ImageTag;
import io.slipway.domain.Place;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import java.util.Optional;

/** Finds the image that is to be deployed: from here on it is known by its digest. */
final class ImageChoice {

  private final Images images;

  ImageChoice(Platform platform) {
    this.images = new Images(platform);
  }

  /**
   * The image behind the tag; without one, exactly what {@code stage} runs.
   *
   * @throws Rejected 404 where there is no such image, 409 where nothing runs on stage
   */
  Image of(EnvironmentsOf environments, Optional<ImageTag> tag) {
    var application = environments.application();
    if (tag.isPresent()) {
      return images
          .tagged(application.repository(), tag.get())
          .orElseThrow(() -> noImage(application, tag.get()));
    }
    var onStage =
        environments.entries().stream()
            .filter(entry -> entry.place() == Place.STAGE)
            .flatMap(entry -> entry.release().stream())
            .findFirst()
            .orElseThrow(() -> nothingOnStage(application));
    return images
        .withDigest(application.repository(), onStage.digest(), onStage.version())
        .orElseThrow(() -> noImage(application, onStage.version()));
  }

  private static Rejected noImage(Application application, ImageTag tag) {
    return noImage(application.repository(), tag);
  }

  static Rejected noImage(String repository, ImageTag tag) {
    return new Rejected(
        404,
        "unknown-image",
        "imageTag: the repository '"
            + repository
            + "' has no image '"
            + tag
            + "'; aws ecr describe-images --repository-name "
            + repository
            + " shows those it has");
  }

  private static Rejected nothingOnStage(Application application) {
    return new Rejected(
        409,
        "nothing-on-stage",
        "imageTag: without it, what stage runs is deployed, but nothing has been deployed to stage"
            + " of '"
            + application.name()
            + "' yet; give imageTag, or deploy to stage first");
  }
}
