package io.slipway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
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

  /**
   * What specifications say about a task definition, as CloudFormation writes it.
   *
   * @param next what is to be registered
   * @param before what was said when the revision was registered that runs now
   */
  public record Rendered(ObjectNode next, ObjectNode before) {}

  private final EcsClient ecs;

  public TaskDefinitions(Platform platform) {
    this.ecs = platform.ecs();
  }

  /**
   * Registers the revision that comes after {@code source}: what {@code next} says, and whatever of
   * {@code source} no specification has said. Where there is a revision with this mark already,
   * nothing is made.
   *
   * @param source the ARN of the revision that runs; it stays as it is
   * @param rendered what the specification says, now and before
   * @param mark at most 256 characters, the same for the same content only
   * @return the ARN of the revision
   */
  public String register(String source, Rendered rendered, String mark) {
    return made(source, mark).stream()
        .findFirst()
        .orElseGet(
            () -> {
              var request = following(describe(source), rendered, mark);
              return AwsErrors.calling(
                  "register a revision of " + request.family(),
                  () -> ecs.registerTaskDefinition(request).taskDefinition().taskDefinitionArn());
            });
  }

  /**
   * What {@link #register} would change; nothing where the revision would be the same.
   *
   * @param source the ARN of the revision that runs
   */
  public List<DefinitionChange> changes(String source, Rendered rendered) {
    var live = describe(source);
    return DefinitionChanges.between(
        registrable(live.taskDefinition()),
        SdkJson.write(following(live, rendered, "").toBuilder().tags(List.of()).build()));
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

  static RegisterTaskDefinitionRequest following(
      DescribeTaskDefinitionResponse live, Rendered rendered, String mark) {
    var merged =
        DefinitionMerge.of(
            registrable(live.taskDefinition()),
            canonical(rendered.next()),
            canonical(rendered.before()));
    return SdkJson.read(merged, RegisterTaskDefinitionRequest.class).toBuilder()
        .family(live.taskDefinition().family())
        .tags(marked(live.tags(), mark))
        .build();
  }

  /** By name rather than one by one: what ECS adds to task definitions later is kept, too. */
  private static ObjectNode registrable(TaskDefinition definition) {
    var tree = SdkJson.write(definition);
    tree.retain(
        RegisterTaskDefinitionRequest.builder().build().sdkFields().stream()
            .map(SdkField::memberName)
            .toList());
    return tree;
  }

  /** With the API's names and types, however CloudFormation writes them. */
  private static ObjectNode canonical(JsonNode properties) {
    return SdkJson.write(SdkJson.read(properties, RegisterTaskDefinitionRequest.class));
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
