package io.slipway.aws;

import io.slipway.domain.Image;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.runtime.Platform;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
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
