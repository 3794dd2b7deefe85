package io.slipway.aws;

import io.slipway.domain.AwsRefused;
import io.slipway.domain.Image;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.ImageScanStatus;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.LimitExceededException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanNotFoundException;
import software.amazon.awssdk.services.ecr.model.ScanStatus;
import software.amazon.awssdk.services.ecr.model.UnsupportedImageTypeException;

/** The images of applications, in ECR. */
public final class Images {

  /** Of single images, and of lists of them for several platforms. */
  private static final List<String> MANIFESTS =
      List.of(
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json");

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

  /**
   * How far the scan of an image is.
   *
   * @param findings how many there are, by severity; only where it is complete
   * @param reason what ECR says of it; may be empty
   */
  public record ScanProgress(
      State state, Map<String, Integer> findings, String status, String reason) {

    /** How far. */
    public enum State {
      COMPLETE,
      RUNNING,
      /** There is none, nor will there be. */
      IMPOSSIBLE
    }
  }

  /**
   * How far the scan of an image is; asks for one where none has begun.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageScanStatus.html">the
   *     states of a scan</a>
   */
  public ScanProgress scanned(String repository, ImageDigest digest) {
    var id = ImageIdentifier.builder().imageDigest(digest.value()).build();
    return AwsErrors.calling(
        "read the scan of " + digest + " in the repository " + repository,
        () -> {
          try {
            var found =
                ecr.describeImageScanFindings(
                    request -> request.repositoryName(repository).imageId(id).maxResults(1));
            return progress(
                found.imageScanStatus(),
                found.imageScanFindings() == null
                    ? Map.of()
                    : found.imageScanFindings().findingSeverityCountsAsStrings());
          } catch (ScanNotFoundException e) {
            return begun(repository, id);
          }
        });
  }

  private ScanProgress begun(String repository, ImageIdentifier id) {
    try {
      return progress(
          ecr.startImageScan(request -> request.repositoryName(repository).imageId(id))
              .imageScanStatus(),
          Map.of());
    } catch (UnsupportedImageTypeException e) {
      return new ScanProgress(
          ScanProgress.State.IMPOSSIBLE,
          Map.of(),
          ScanStatus.UNSUPPORTED_IMAGE.toString(),
          e.awsErrorDetails().errorMessage());
    } catch (LimitExceededException e) {
      // one scan of an image in a day: the one of its push may be about to begin
      return new ScanProgress(ScanProgress.State.RUNNING, Map.of(), "PENDING", "");
    }
  }

  private static ScanProgress progress(ImageScanStatus status, Map<String, Integer> findings) {
    var said = status.description() == null ? "" : status.description();
    var state =
        switch (status.status()) {
          case COMPLETE, ACTIVE -> ScanProgress.State.COMPLETE;
          case IN_PROGRESS, PENDING -> ScanProgress.State.RUNNING;
          default -> ScanProgress.State.IMPOSSIBLE;
        };
    return new ScanProgress(state, findings, status.statusAsString(), said);
  }

  /**
   * Gives an image one more tag; does nothing where it has it.
   *
   * @throws Rejected 409 where the tag stands for another image
   */
  public void tag(String repository, ImageDigest digest, ImageTag tag) {
    var id = ImageIdentifier.builder().imageDigest(digest.value()).build();
    AwsErrors.calling(
        "tag " + digest + " as " + tag + " in the repository " + repository,
        () -> {
          var image =
              ecr
                  .batchGetImage(
                      request ->
                          request
                              .repositoryName(repository)
                              .imageIds(id)
                              .acceptedMediaTypes(MANIFESTS))
                  .images()
                  .stream()
                  .findFirst()
                  .orElseThrow(
                      () -> new AwsRefused(repository + " has no image " + digest + " any more"));
          try {
            return ecr.putImage(
                request ->
                    request
                        .repositoryName(repository)
                        .imageManifest(image.imageManifest())
                        .imageManifestMediaType(image.imageManifestMediaType())
                        .imageTag(tag.value()));
          } catch (ImageAlreadyExistsException e) {
            return e;
          } catch (ImageTagAlreadyExistsException e) {
            throw tagTaken(repository, tag, tagged(repository, tag).orElseThrow().digest());
          }
        });
  }

  /** The refusal of a tag that stands for another image: tags are never moved. */
  public static Rejected tagTaken(String repository, ImageTag tag, ImageDigest holder) {
    return new Rejected(
        409,
        "tag-exists",
        "version: the tag '"
            + tag
            + "' stands for another image of "
            + repository
            + " ("
            + holder
            + "), and a tag is never moved; choose another version");
  }

  /**
   * The URI of a repository: asked for rather than put together, since its host differs between
   * partitions of AWS.
   */
  public String uri(String repository) {
    return AwsErrors.calling(
            "look for the repository " + repository,
            () -> ecr.describeRepositories(request -> request.repositoryNames(repository)))
        .repositories()
        .getFirst()
        .repositoryUri();
  }
}
