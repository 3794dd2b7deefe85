package io.slipway.local.account.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.SdkJson;
import io.slipway.local.account.ecs.EcsState.FamilyState;
import io.slipway.local.account.ecs.EcsState.RevisionState;
import io.slipway.local.account.kernel.Kernel;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Compatibility;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Families and their revisions. A revision holds all that was registered, nothing left out. */
final class TaskDefinitions {

  private final Kernel kernel;
  private final Supplier<EcsState> state;

  TaskDefinitions(Kernel kernel, Supplier<EcsState> state) {
    this.kernel = kernel;
    this.state = state;
  }

  RevisionState register(RegisterTaskDefinitionRequest request) {
    Registration.check(request);
    if (!kernel.isByAws()
        && request.tags().stream().anyMatch(tag -> tag.key().startsWith("aws:"))) {
      throw EcsErrors.invalid("aws: prefixed tag key names are not allowed for external use.");
    }
    var family =
        state.get().families.computeIfAbsent(request.family(), created -> new FamilyState());
    int number = ++family.lastRevision;
    ObjectNode members = SdkJson.write(request);
    members.remove("tags");
    var revision = new RevisionState();
    revision.shape =
        SdkJson.read(members, TaskDefinition.class).toBuilder()
            .taskDefinitionArn(
                kernel.arn("ecs", "task-definition/" + request.family() + ":" + number))
            .revision(number)
            .status(TaskDefinitionStatus.ACTIVE)
            .compatibilities(Compatibility.EC2, Compatibility.FARGATE)
            .registeredAt(kernel.now())
            .registeredBy("arn:aws:iam::" + kernel.settings().accountId() + ":root")
            .build();
    revision.tags.addAll(request.tags());
    family.revisions.add(revision);
    return revision;
  }

  /** The revision that {@code name} means: an ARN, family:revision, or a family's last ACTIVE. */
  Optional<RevisionState> find(String name) {
    if (name == null) {
      return Optional.empty();
    }
    var text = name.substring(name.lastIndexOf('/') + 1);
    int colon = text.indexOf(':');
    var family = state.get().families.get(colon < 0 ? text : text.substring(0, colon));
    if (family == null) {
      return Optional.empty();
    }
    return colon < 0
        ? family.revisions.reversed().stream().filter(TaskDefinitions::active).findFirst()
        : family.revisions.stream()
            .filter(r -> r.shape.revision().toString().equals(text.substring(colon + 1)))
            .findFirst();
  }

  /** A revision that new tasks may run. */
  RevisionState usable(String name) {
    var revision = find(name).orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
    if (!active(revision)) {
      throw EcsErrors.client("TaskDefinition is inactive");
    }
    return revision;
  }

  TaskDefinition byArn(String arn) {
    return find(arn)
        .orElseThrow(() -> new IllegalStateException("no task definition " + arn))
        .shape;
  }

  /** All revisions of a status, by family and number. */
  Stream<RevisionState> list(String family, TaskDefinitionStatus status) {
    return state.get().families.entrySet().stream()
        .filter(entry -> family == null || entry.getKey().equals(family))
        .flatMap(entry -> entry.getValue().revisions.stream())
        .filter(revision -> revision.shape.status() == status);
  }

  RevisionState deregister(String name) {
    if (name == null || name.substring(name.lastIndexOf('/') + 1).indexOf(':') < 0) {
      throw EcsErrors.client("Invalid revision number. Number: null");
    }
    var revision =
        find(name)
            .orElseThrow(() -> EcsErrors.client("The specified task definition does not exist."));
    if (active(revision)) {
      revision.shape =
          revision.shape.toBuilder()
              .status(TaskDefinitionStatus.INACTIVE)
              .deregisteredAt(kernel.now())
              .build();
    }
    return revision;
  }

  /** Marks an INACTIVE revision as being deleted; a text says why it cannot be. */
  Optional<String> delete(RevisionState revision) {
    if (active(revision)) {
      return Optional.of(
          "The specified task definition is still in ACTIVE status. Please deregister the target"
              + " and try again.");
    }
    revision.shape =
        revision.shape.toBuilder().status(TaskDefinitionStatus.DELETE_IN_PROGRESS).build();
    return Optional.empty();
  }

  private static boolean active(RevisionState revision) {
    return revision.shape.status() == TaskDefinitionStatus.ACTIVE;
  }
}
