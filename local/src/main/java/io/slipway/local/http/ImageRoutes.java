package io.slipway.local.http;

import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.local.account.registry.Images;
import io.slipway.local.account.registry.PublishedImage;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.model.EcrException;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** {@code /local/images}: what is pushed to the registry, in place of {@code docker push}. */
final class ImageRoutes {

  private static final String BEHAVIOURS =
      Arrays.stream(ImageBehaviour.values())
          .map(ImageBehaviour::text)
          .collect(Collectors.joining(", "));

  /** An image to push. */
  record Push(String repository, String tag, Optional<String> behaviour) {}

  /** An image that is there. */
  record Shown(
      String repository,
      List<String> tags,
      String digest,
      String uri,
      String behaviour,
      Instant pushedAt) {

    static Shown of(PublishedImage image) {
      return new Shown(
          image.repository(),
          image.tags(),
          image.digest(),
          image.uri(),
          image.behaviour().text(),
          image.pushedAt());
    }
  }

  private final Images images;

  ImageRoutes(Images images) {
    this.images = images;
  }

  List<LocalRoute> routes() {
    return List.of(
        new LocalRoute(
            "POST",
            "/images",
            "push an image: {\"repository\", \"tag\", \"behaviour\": \"%s\"}"
                .formatted(BEHAVIOURS.replace(", ", "|")),
            this::push),
        new LocalRoute("GET", "/images", "every image of the registry", this::list));
  }

  private Object list(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    return Map.of("images", images.list().stream().map(Shown::of).toList());
  }

  private Object push(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    var push = request.body(Push.class);
    var behaviour =
        push.behaviour()
            .map(
                name ->
                    ImageBehaviour.of(name)
                        .orElseThrow(
                            () ->
                                Rejected.invalid(
                                    "behaviour",
                                    "allowed: " + BEHAVIOURS + "; but got " + Quoted.of(name))))
            .orElse(ImageBehaviour.HEALTHY);
    try {
      return Shown.of(images.publish(push.repository(), push.tag(), behaviour));
    } catch (RepositoryNotFoundException e) {
      throw new Rejected(
          404,
          "no-repository",
          "there is no repository "
              + Quoted.of(push.repository())
              + "; creating an application makes one: its name in lower case");
    } catch (ImageTagAlreadyExistsException e) {
      throw new Rejected(
          409, "tag-exists", "the tag is taken, and tags are immutable: " + Quoted.of(push.tag()));
    } catch (EcrException e) {
      throw Rejected.invalid("tag", e.awsErrorDetails().errorMessage());
    }
  }
}
