package io.slipway.aws;

import io.slipway.domain.Image;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.runtime.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageScanStatus;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** The images of applications, in ECR. */
public final class Images {

  private final EcrClient ecr;

  public Images(Platform platform) {
    this.ecr = platform.ecr();
  }

  /** The image that a tag stands for now; empty where there is none. */
  public Optional<Image> tagged(String repository, ImageTag tag) {
    return find(repository, ImageIdentifier.builder().imageTag(tag.value()).build(), tag);
  }

  /** The image with a digest, under the tag it is known by; empty where it was deleted. */
  public Optional<Image> withDigest(String repository, ImageDigest digest, ImageTag tag) {
    return find(repository, ImageIdentifier.builder().imageDigest(digest.value()).build(), tag);
  }

  /**
   * A tag of the image with a digest: the first by name; empty where it has none, or was deleted.
   */
  public Optional<ImageTag> tag(String repository, ImageDigest digest) {
    return tags(repository, digest).stream().findFirst().map(ImageTag::new);
  }

  /** The tags of the image with a digest, by name; none where it was deleted. */
  public List<String> tags(String repository, ImageDigest digest) {
    var id = ImageIdentifier.builder().imageDigest(digest.value()).build();
    return AwsErrors.calling(
            "look for the image " + digest + " in the repository " + repository,
            () -> details(repository, id))
        .map(found -> found.imageTags().stream().sorted().toList())
        .orElse(List.of());
  }

  /**
   * What is known of the weaknesses of an image.
   *
   * @param status such as {@code COMPLETE}; empty where it was never scanned
   * @param findings how many there are, by severity
   */
  public record Scan(Optional<String> status, Map<String, Integer> findings) {}

  /** The scan of an image, with its digest; empty where there is no such image. */
  public Optional<Scan> scan(String repository, ImageDigest digest) {
    var id = ImageIdentifier.builder().imageDigest(digest.value()).build();
    return AwsErrors.calling(
            "look for the scan of " + digest + " in the repository " + repository,
            () -> details(repository, id))
        .map(
            found ->
                new Scan(
                    Optional.ofNullable(found.imageScanStatus())
                        .map(ImageScanStatus::statusAsString),
                    found.imageScanFindingsSummary() == null
                        ? Map.of()
                        : found.imageScanFindingsSummary().findingSeverityCountsAsStrings()));
  }

  private Optional<Image> find(String repository, ImageIdentifier id, ImageTag tag) {
    return AwsErrors.calling(
            "look for image " + tag + " in the repository " + repository,
            () -> describe(repository, id))
        .map(digest -> new Image(uri(repository), tag, digest));
  }

  private Optional<ImageDigest> describe(String repository, ImageIdentifier id) {
    return details(repository, id).map(found -> new ImageDigest(found.imageDigest()));
  }

  private Optional<ImageDetail> details(String repository, ImageIdentifier id) {
    try {
      return ecr
          .describeImages(request -> request.repositoryName(repository).imageIds(id))
          .imageDetails()
          .stream()
          .findFirst();
    } catch (ImageNotFoundException | RepositoryNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Asked for rather than put together: its host differs between partitions of AWS. */
  private String uri(String repository) {
    return AwsErrors.calling(
            "look for the repository " + repository,
            () -> ecr.describeRepositories(request -> request.repositoryNames(repository)))
        .repositories()
        .getFirst()
        .repositoryUri();
  }
}
