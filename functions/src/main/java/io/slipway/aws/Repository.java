package io.slipway.aws;

import io.slipway.domain.AwsRefused;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** The image repository of one application. */
public final class Repository {

  /** The most images of one BatchDeleteImage. */
  private static final int BATCH = 100;

  private final EcrClient ecr;
  private final String name;

  public Repository(Platform platform, String name) {
    this.ecr = platform.ecr();
    this.name = name;
  }

  public boolean exists() {
    return AwsErrors.calling(
        "describe repository " + name,
        () -> {
          try {
            ecr.describeRepositories(request -> request.repositoryNames(name));
            return true;
          } catch (RepositoryNotFoundException e) {
            return false;
          }
        });
  }

  /**
   * Deletes up to 100 images. One that an index refers to stays until the index is gone, so another
   * call may delete what this one could not.
   *
   * @return how many it deleted; 0 where none is left, or no repository
   * @throws AwsRefused where it could delete none of those that are left
   */
  public int deleteSomeImages() {
    var digests = digests();
    if (digests.isEmpty()) {
      return 0;
    }
    var answer =
        AwsErrors.calling(
            "delete images of " + name,
            () -> ecr.batchDeleteImage(request -> request.repositoryName(name).imageIds(digests)));
    var failures =
        answer.failures().stream()
            .filter(failure -> failure.failureCode() != ImageFailureCode.IMAGE_NOT_FOUND)
            .toList();
    int deleted = digests.size() - failures.size();
    if (deleted == 0) {
      var failure = failures.getFirst();
      throw new AwsRefused(
          "cannot delete image "
              + failure.imageId().imageDigest()
              + " of "
              + name
              + ": "
              + failure.failureReason(),
          null);
    }
    return deleted;
  }

  /** How many images each call of {@link #deleteSomeImages} will delete, were it called now. */
  public List<Integer> batches() {
    var left =
        new ArrayList<>(
            AwsErrors.calling(
                "list the images of " + name,
                () ->
                    ecr
                        .listImagesPaginator(
                            request -> request.repositoryName(name).maxResults(BATCH))
                        .imageIds()
                        .stream()
                        .map(ImageIdentifier::imageDigest)
                        .filter(Objects::nonNull)
                        .toList()));
    var batches = new ArrayList<Integer>();
    while (!left.isEmpty()) {
      var page = Set.copyOf(left.subList(0, Math.min(BATCH, left.size())));
      batches.add(page.size());
      left.removeIf(page::contains);
    }
    return batches;
  }

  /** One page; an image with several tags is named several times. */
  private List<ImageIdentifier> digests() {
    return AwsErrors.calling(
        "list the images of " + name,
        () -> {
          try {
            return ecr
                .listImages(request -> request.repositoryName(name).maxResults(BATCH))
                .imageIds()
                .stream()
                .map(ImageIdentifier::imageDigest)
                .filter(Objects::nonNull)
                .distinct()
                .map(digest -> ImageIdentifier.builder().imageDigest(digest).build())
                .toList();
          } catch (RepositoryNotFoundException e) {
            return List.<ImageIdentifier>of();
          }
        });
  }
}
