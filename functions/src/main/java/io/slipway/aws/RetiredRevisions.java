package io.slipway.aws;

import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Takes revisions of task definitions out of use: deregistered first, deleted then.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeleteTaskDefinitions.html">
 *     only INACTIVE revisions can be deleted, ten in a call</a>
 */
public final class RetiredRevisions {

  /** What DeleteTaskDefinitions takes at once. */
  public static final int BATCH = 10;

  /** Some 20 calls a second at worst, in the 29 seconds of a function. */
  public static final int MOST_IN_A_RUN = 100;

  private final EcsClient ecs;

  public RetiredRevisions(Platform platform) {
    this.ecs = platform.ecs();
  }

  /**
   * Retires revisions of a family.
   *
   * @param most how many at most
   * @return how many; fewer than {@code most} where none is left
   * @throws RetryLater where ECS did not delete one of them
   */
  public int retire(String family, int most) {
    var active = revisions(family, TaskDefinitionStatus.ACTIVE, most);
    for (var revision : active) {
      AwsErrors.calling(
          "deregister " + revision,
          () -> ecs.deregisterTaskDefinition(request -> request.taskDefinition(revision)));
    }
    var inactive = revisions(family, TaskDefinitionStatus.INACTIVE, most);
    var all = Stream.concat(active.stream(), inactive.stream()).distinct().limit(most).toList();
    for (int from = 0; from < all.size(); from += BATCH) {
      delete(all.subList(from, Math.min(from + BATCH, all.size())));
    }
    return all.size();
  }

  /** The ARNs of the revisions of a family that are in use or could be, oldest first. */
  public List<String> active(String family, int most) {
    return revisions(family, TaskDefinitionStatus.ACTIVE, most);
  }

  /** The ARNs of the revisions of a family that are only waiting to be deleted, oldest first. */
  public List<String> inactive(String family, int most) {
    return revisions(family, TaskDefinitionStatus.INACTIVE, most);
  }

  /** The revisions of a family that have not been deleted, in use or not. */
  public List<String> left(String family, int most) {
    var active = revisions(family, TaskDefinitionStatus.ACTIVE, most);
    return active.isEmpty() ? revisions(family, TaskDefinitionStatus.INACTIVE, most) : active;
  }

  private List<String> revisions(String family, TaskDefinitionStatus status, int most) {
    return AwsErrors.calling(
        "list the task definitions of " + family,
        () ->
            ecs
                .listTaskDefinitionsPaginator(
                    request -> request.familyPrefix(family).status(status))
                .taskDefinitionArns()
                .stream()
                .limit(most)
                .toList());
  }

  private void delete(List<String> revisions) {
    var answer =
        AwsErrors.calling(
            "delete " + revisions,
            () -> ecs.deleteTaskDefinitions(request -> request.taskDefinitions(revisions)));
    if (!answer.failures().isEmpty()) {
      var failure = answer.failures().getFirst();
      throw new RetryLater("cannot delete " + failure.arn() + ": " + failure.reason());
    }
  }
}
