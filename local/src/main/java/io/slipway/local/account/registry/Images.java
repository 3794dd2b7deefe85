package io.slipway.local.account.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.registry.RegistryState.ImageState;
import io.slipway.local.account.registry.RegistryState.RepositoryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;

/** The images of the account: pushed here in place of {@code docker push}, pulled by tasks. */
public final class Images {

  private static final String TAG = "[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}";
  private static final int DIGEST_DIGITS = 64;

  private final Kernel kernel;
  private final SimulatedEcr registry;
  private final Supplier<RegistryState> state;
  private final RegistryErrors errors;

  Images(
      Kernel kernel, SimulatedEcr registry, Supplier<RegistryState> state, RegistryErrors errors) {
    this.kernel = kernel;
    this.registry = registry;
    this.state = state;
    this.errors = errors;
  }

  /**
   * Pushes a new image with one tag.
   *
   * @throws software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException no such
   *     repository
   * @throws software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException the tag is
   *     taken and the repository's tags are immutable
   * @throws software.amazon.awssdk.services.ecr.model.InvalidParameterException no possible tag
   */
  public PublishedImage publish(String repository, String tag, ImageBehaviour behaviour) {
    return kernel.call(
        () -> {
          var digest = "sha256:" + state.get().ids.hex(DIGEST_DIGITS);
          return push(registry.repository(repository), List.of(tag), digest, behaviour);
        });
  }

  /**
   * Pushes what a build has made; errors as {@link #publish}.
   *
   * @param findings what a scan of it finds, by severity
   * @param scannable whether it can be scanned
   */
  public PublishedImage publishBuilt(
      String repository,
      String tag,
      ImageBehaviour behaviour,
      Map<String, Integer> findings,
      boolean scannable) {
    return kernel.call(
        () -> {
          var digest = "sha256:" + state.get().ids.hex(DIGEST_DIGITS);
          var home = registry.repository(repository);
          push(home, List.of(tag), digest, behaviour);
          var image = find(home, digest, null);
          image.findings = Map.copyOf(findings);
          image.unscannable = !scannable;
          return published(home, image);
        });
  }

  /** Pushes an image that was deleted, with the digest and the tags it had; errors likewise. */
  public PublishedImage publishAgain(PublishedImage gone) {
    return kernel.call(
        () ->
            push(
                registry.repository(gone.repository()),
                gone.tags(),
                gone.digest(),
                gone.behaviour()));
  }

  private PublishedImage push(
      RepositoryState home, List<String> tags, String digest, ImageBehaviour behaviour) {
    tags.forEach(tag -> freeTag(home, tag));
    var image = new ImageState();
    image.digest = digest;
    image.tags.addAll(tags);
    image.pushedAt = kernel.now();
    image.bytes = 40_000_000L + state.get().ids.below(20_000_000);
    image.behaviour = behaviour;
    image.scannedSince = ImageScans.isOnPush(home) ? kernel.now() : null;
    home.images.add(image);
    kernel.changed(registry);
    tags.forEach(tag -> announce(home, image, tag));
    return published(home, image);
  }

  /**
   * Tells EventBridge of a push.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html">
   *     Amazon ECR events: ECR Image Action</a>
   */
  private void announce(RepositoryState home, ImageState image, String tag) {
    var detail = JsonNodeFactory.instance.objectNode().put("result", "SUCCESS");
    detail.put("repository-name", home.shape.repositoryName()).put("image-digest", image.digest);
    detail.put("action-type", "PUSH").put("image-tag", tag);
    kernel.publish("aws.ecr", "ECR Image Action", List.of(), detail);
  }

  /** Gives an image that is there another tag; errors as {@link #publish}. */
  public PublishedImage tag(String repository, String digest, String tag) {
    return kernel.call(
        () -> {
          var home = registry.repository(repository);
          var image = find(home, digest, null);
          if (!image.tags.contains(tag)) {
            freeTag(home, tag);
            image.tags.add(tag);
            announce(home, image, tag);
            image.tags.sort(null);
            kernel.changed(registry);
          }
          return published(home, image);
        });
  }

  /** Every image of every repository, by repository, oldest first. */
  public List<PublishedImage> list() {
    return kernel.call(
        () -> {
          List<PublishedImage> all = new ArrayList<>();
          for (var home : state.get().repositories.values()) {
            home.images.forEach(image -> all.add(published(home, image)));
          }
          return List.copyOf(all);
        });
  }

  /**
   * What {@code reference} names, or nothing where it names an image of this account's registry
   * that is not there. Images of other registries are there, and healthy.
   */
  public Optional<PulledImage> pull(String reference) {
    return kernel.call(
        () -> {
          var parsed = ImageReference.of(reference);
          if (!parsed.registry().equals(host())) {
            return Optional.of(
                new PulledImage(parsed.tag(), parsed.digest(), ImageBehaviour.HEALTHY));
          }
          var home = state.get().repositories.get(parsed.repository());
          if (home == null) {
            return Optional.empty();
          }
          return lookUp(home, parsed.digest(), parsed.digest() == null ? parsed.tag() : null)
              .map(
                  image ->
                      new PulledImage(
                          parsed.tag() == null ? image.firstTag() : parsed.tag(),
                          image.digest,
                          image.behaviour));
        });
  }

  String host() {
    var settings = kernel.settings();
    return settings.accountId() + ".dkr.ecr." + settings.region() + ".amazonaws.com";
  }

  Optional<ImageState> lookUp(RepositoryState home, String digest, String tag) {
    return home.images.stream()
        .filter(image -> digest == null || image.digest.equals(digest))
        .filter(image -> tag == null || image.tags.contains(tag))
        .findFirst();
  }

  ImageState find(RepositoryState home, String digest, String tag) {
    return lookUp(home, digest, tag)
        .orElseThrow(() -> errors.noImage(home.shape.repositoryName(), digest, tag));
  }

  private void freeTag(RepositoryState home, String tag) {
    if (!tag.matches(TAG)) {
      throw errors.invalid(
          "Invalid parameter at 'imageTag' failed to satisfy constraint: 'must satisfy regular"
              + " expression '%s''".formatted(TAG));
    }
    var holder = lookUp(home, null, tag);
    if (holder.isPresent()) {
      if (home.shape.imageTagMutability() == ImageTagMutability.IMMUTABLE) {
        throw errors.tagExists(home.shape.repositoryName(), tag);
      }
      holder.get().tags.remove(tag);
    }
  }

  private PublishedImage published(RepositoryState home, ImageState image) {
    return new PublishedImage(
        home.shape.repositoryName(),
        List.copyOf(image.tags),
        image.digest,
        home.shape.repositoryUri() + "@" + image.digest,
        image.behaviour,
        image.pushedAt);
  }
}
