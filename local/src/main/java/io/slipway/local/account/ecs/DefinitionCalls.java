package io.slipway.local.account.ecs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.Failure;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** The calls about task definitions. */
final class DefinitionCalls {

  private static final int MOST_A_PAGE = 100;

  private final EcsCore core;

  DefinitionCalls(EcsCore core) {
    this.core = core;
  }

  RegisterTaskDefinitionResponse registerTaskDefinition(RegisterTaskDefinitionRequest request) {
    var revision = core.definitions.register(request);
    core.changed();
    return RegisterTaskDefinitionResponse.builder()
        .taskDefinition(revision.shape)
        .tags(revision.tags)
        .build();
  }

  DescribeTaskDefinitionResponse describeTaskDefinition(DescribeTaskDefinitionRequest request) {
    var revision =
        core.definitions
            .find(request.taskDefinition())
            .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
    var response = DescribeTaskDefinitionResponse.builder().taskDefinition(revision.shape);
    return request.include().contains(TaskDefinitionField.TAGS)
        ? response.tags(revision.tags).build()
        : response.build();
  }

  DeregisterTaskDefinitionResponse deregisterTaskDefinition(
      DeregisterTaskDefinitionRequest request) {
    var revision = core.definitions.deregister(request.taskDefinition());
    core.changed();
    return DeregisterTaskDefinitionResponse.builder().taskDefinition(revision.shape).build();
  }

  DeleteTaskDefinitionsResponse deleteTaskDefinitions(DeleteTaskDefinitionsRequest request) {
    if (request.taskDefinitions().isEmpty() || request.taskDefinitions().size() > 10) {
      throw EcsErrors.invalid("Specify 1 to 10 task core.definitions.");
    }
    List<TaskDefinition> deleted = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (var name : request.taskDefinitions()) {
      var revision = core.definitions.find(name);
      var refusal =
          revision.isEmpty()
              ? Optional.of("The specified task definition was not found.")
              : core.definitions.delete(revision.get());
      refusal.ifPresentOrElse(
          reason ->
              failures.add(
                  Failure.builder().arn(core.arn("task-definition/", name)).reason(reason).build()),
          () -> deleted.add(revision.orElseThrow().shape));
    }
    core.changed();
    return DeleteTaskDefinitionsResponse.builder()
        .taskDefinitions(deleted)
        .failures(failures)
        .build();
  }

  ListTaskDefinitionsResponse listTaskDefinitions(ListTaskDefinitionsRequest request) {
    var status = request.status() == null ? TaskDefinitionStatus.ACTIVE : request.status();
    var arns =
        core.definitions
            .list(request.familyPrefix(), status)
            .map(revision -> revision.shape.taskDefinitionArn())
            .toList();
    var sorted = request.sort() == SortOrder.DESC ? arns.reversed() : arns;
    var page = EcsCore.page(sorted, request.nextToken(), request.maxResults(), MOST_A_PAGE);
    return ListTaskDefinitionsResponse.builder()
        .taskDefinitionArns(page.items())
        .nextToken(page.next())
        .build();
  }
}
