package io.slipway.operation;

import io.slipway.aws.Images;
import io.slipway.domain.Environment;
import io.slipway.domain.Finding;
import io.slipway.domain.Image;
import io.slipway.domain.ImageTag;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Release;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.Inventory;
import io.slipway.store.Specifications;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether an application has all that it needs to run; changes nothing. */
public final class Verification {

  private final Specifications specifications;
  private final Inventory inventory;
  private final Images images;
  private final PlaceVerification places;

  public Verification(Platform platform) {
    this.specifications = new Specifications(platform);
    this.inventory = new Inventory(platform);
    this.images = new Images(platform);
    this.places = new PlaceVerification(platform);
  }

  /**
   * The findings, by place.
   *
   * @param tag the image that places are to run; each its own where it is absent
   */
  public Finding of(
      Application application, List<Environment> environments, Optional<ImageTag> tag) {
    var specification = specifications.get(application.name(), application.specificationVersion());
    Map<ImageTag, Finding> asked = new HashMap<>();
    return Finding.of(
        application.name().value(),
        inventory.of(application.name()).stream()
            .filter(entry -> environments.contains(entry.place().environment()))
            .map(
                entry ->
                    places.of(
                        application,
                        specification,
                        entry,
                        () ->
                            tag.map(
                                    wanted ->
                                        asked.computeIfAbsent(
                                            wanted, one -> tagged(application, one)))
                                .orElseGet(() -> running(application, entry))))
            .toList());
  }

  private Finding tagged(Application application, ImageTag tag) {
    return images
        .tagged(application.repository(), tag)
        .map(image -> scanned(application, image))
        .orElseGet(() -> gone(application, tag));
  }

  private Finding running(Application application, InventoryEntry entry) {
    return entry
        .release()
        .map(release -> released(application, release))
        .orElseGet(() -> Finding.ok("image", "nothing has been deployed yet"));
  }

  private Finding released(Application application, Release release) {
    return images
        .withDigest(application.repository(), release.digest(), release.version())
        .map(image -> scanned(application, image))
        .orElseGet(() -> gone(application, release.version()));
  }

  private Finding scanned(Application application, Image image) {
    return images
        .scan(application.repository(), image.digest())
        .map(scan -> VerificationRules.scan(image.tag().value(), scan))
        .orElseGet(() -> gone(application, image.tag()));
  }

  private static Finding gone(Application application, ImageTag tag) {
    return Finding.wrong(
        "image",
        "the repository '" + application.repository() + "' has no image " + tag + " (any more)");
  }
}
