package io.slipway.aws;

import io.slipway.domain.ResourceMissing;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Revisions of task definitions.
 *
 * <p>RegisterTaskDefinition has no idempotency token: each call that succeeds makes a revision. So
 * every revision carries a mark of what it was made for, and is looked for before it is made. A
 * call whose answer was lost may still make one more.
 */
public final class TaskDefinitions {

  /** The key of the tag that holds the mark. */
  public static final String MARK = "slipway:release";

  /** A revision that was made a moment ago is among the newest of its family. */
  private static final int NEWEST = 10;

  /** Tags that AWS itself has put there; a caller may not. */
  private static final String RESERVED = "aws:";

  private final EcsClient ecs;

  public TaskDefinitions(Platform platform) {
    this.ecs = platform.ecs();
  }

  /**
   * Registers a copy of a revision, whole, with another image in one container. Where there is a
   * revision with this mark already, nothing is made.
   *
   * @param source the ARN of the revision to copy; it stays as it is
   * @param container whose image is changed
   * @param image registry, repository and digest
   * @param mark at most 256 characters, the same for the same copy only
   * @return the ARN of the copy
   * @throws ResourceMissing where the revision has no such container
   */
  public String copy(String source, String container, String image, String mark) {
    return made(source, mark).stream()
        .findFirst()
        .orElseGet(
            () -> {
              var request = copied(describe(source), container, image, mark);
              return AwsErrors.calling(
                  "register a revision of " + request.family(),
                  () -> ecs.registerTaskDefinition(request).taskDefinition().taskDefinitionArn());
            });
  }

  /**
   * The image of a container of a revision, as it is written there; empty without the container.
   */
  public Optional<String> image(String taskDefinition, String container) {
    return describe(taskDefinition).taskDefinition().containerDefinitions().stream()
        .filter(one -> container.equals(one.name()))
        .map(ContainerDefinition::image)
        .findFirst();
  }

  /**
   * The active revisions with this mark, of the family that {@code source} belongs to, newest
   * first: one, or more where a call that makes one took effect late.
   */
  public List<String> made(String source, String mark) {
    var newest =
        AwsErrors.calling(
            "list the revisions of " + family(source),
            () ->
                ecs.listTaskDefinitions(
                    request ->
                        request
                            .familyPrefix(family(source))
                            .status(TaskDefinitionStatus.ACTIVE)
                            .sort(SortOrder.DESC)
                            .maxResults(NEWEST)));
    return newest.taskDefinitionArns().stream()
        .takeWhile(arn -> !arn.equals(source))
        .filter(arn -> isActive(describe(arn), mark))
        .toList();
  }

  /** Takes a revision out of use; tasks that run it go on. Does nothing where that has happened. */
  public void retire(String taskDefinition) {
    AwsErrors.calling(
        "deregister " + taskDefinition,
        () -> ecs.deregisterTaskDefinition(request -> request.taskDefinition(taskDefinition)));
  }

  private DescribeTaskDefinitionResponse describe(String arn) {
    return AwsErrors.calling(
        "read the task definition " + arn,
        () ->
            ecs.describeTaskDefinition(
                request -> request.taskDefinition(arn).include(TaskDefinitionField.TAGS)));
  }

  static RegisterTaskDefinitionRequest copied(
      DescribeTaskDefinitionResponse live, String container, String image, String mark) {
    var definition = live.taskDefinition();
    var fields =
        definition.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::locationName, Function.identity()));
    var request = RegisterTaskDefinitionRequest.builder();
    // By name rather than one by one: what ECS adds to task definitions later is copied, too.
    for (var field : RegisterTaskDefinitionRequest.builder().build().sdkFields()) {
      Optional.ofNullable(fields.get(field.locationName()))
          .map(same -> same.getValueOrDefault(definition))
          .ifPresent(value -> field.set(request, value));
    }
    return request
        .containerDefinitions(with(image, container, definition.containerDefinitions()))
        .tags(marked(live.tags(), mark))
        .build();
  }

  private static List<ContainerDefinition> with(
      String image, String container, List<ContainerDefinition> containers) {
    if (containers.stream().noneMatch(one -> container.equals(one.name()))) {
      throw new ResourceMissing(
          "the task definition has no container '"
              + container
              + "'; it has "
              + containers.stream()
                  .map(one -> "'" + one.name() + "'")
                  .collect(Collectors.joining(", ")));
    }
    return containers.stream()
        .map(one -> container.equals(one.name()) ? one.toBuilder().image(image).build() : one)
        .toList();
  }

  private static List<Tag> marked(List<Tag> tags, String mark) {
    var kept = new ArrayList<>(tags);
    kept.removeIf(tag -> tag.key().startsWith(RESERVED) || tag.key().equals(MARK));
    kept.add(Tag.builder().key(MARK).value(mark).build());
    return kept;
  }

  /** The list of active revisions may be older than their descriptions. */
  private static boolean isActive(DescribeTaskDefinitionResponse revision, String mark) {
    return revision.taskDefinition().status() == TaskDefinitionStatus.ACTIVE
        && revision.tags().stream()
            .anyMatch(tag -> tag.key().equals(MARK) && tag.value().equals(mark));
  }

  /** The family in {@code arn:aws:ecs:region:account:task-definition/family:revision}. */
  private static String family(String arn) {
    return arn.substring(arn.indexOf('/') + 1, arn.lastIndexOf(':'));
  }
}
