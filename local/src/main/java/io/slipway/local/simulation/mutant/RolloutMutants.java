package io.slipway.local.simulation.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.Capacity;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.SlotSize;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RolloutPlan;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.store.Operations;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionResponse;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsResponse;
import software.amazon.awssdk.services.ecs.model.ListTasksResponse;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** Bugs of how a revision comes to a service, and how the one before comes back. */
final class RolloutMutants {

  private static final Set<String> VERIFYING = Set.of("CheckRollout", "CheckSlot", "SwapRoles");

  private RolloutMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Planted(
            8,
            "RegisterTaskDefinition is retried blindly",
            "a revision whose registration was answered too late is made once more, and stays",
            Set.of("O2"),
            () ->
                new Change()
                    .call(
                        "listTaskDefinitions",
                        Set.of("RegisterRelease", "FinishDeploy"),
                        call -> ListTaskDefinitionsResponse.builder().build())),
        new Planted(
            9,
            "a rollout that is asked for again starts once more",
            "each call that begins a rollout forces a new deployment",
            Set.of("D2"),
            () ->
                new Change().call("updateService", Set.of("StartRollout"), RolloutMutants::forced)),
        new Planted(
            10,
            "back to the revision before",
            "a service goes back to the revision one below the present, not to its snapshot's",
            Set.of("R1", "R2", "R4", "P1"),
            () ->
                new Change()
                    .call("updateService", Set.of("RestoreService"), RolloutMutants::oneBelow)),
        new Planted(
            11,
            "back by a new deployment of the old revision",
            "healthy tasks of the old release are replaced by others of it",
            Set.of("D2", "R3"),
            () -> new Change().handler("RestoreService", RolloutMutants::newDeployment)),
        new Planted(
            114,
            "a rollout undoes autoscaling",
            "a service is given the number of tasks that it had when the operation was planned",
            Set.of("T6"),
            () -> new Change().handler("CheckRollout", RolloutMutants::plannedCount)),
        new Planted(
            17,
            "success without a look at the images",
            "the copy of a task definition keeps its image, and nobody looks what the tasks run",
            Set.of("R6", "V1"),
            () ->
                new Change()
                    .call("listTasks", VERIFYING, RolloutMutants::noTasks)
                    .call(
                        "registerTaskDefinition",
                        Set.of("RegisterRelease"),
                        RolloutMutants::oldImage)),
        new Planted(
            125,
            "a failed revision stays in use",
            "the revision of a rollout that was put back is never deregistered",
            Set.of("O2", "P1"),
            () ->
                new Change()
                    .call(
                        "deregisterTaskDefinition",
                        Set.of("CheckRestore"),
                        call -> DeregisterTaskDefinitionResponse.builder().build())),
        new Planted(
            126,
            "the wrong revision is deregistered",
            "after a way back the revision before the failed one is taken out of use",
            Set.of("R1", "R7", "O2"),
            () ->
                new Change()
                    .call(
                        "deregisterTaskDefinition",
                        Set.of("CheckRestore"),
                        RolloutMutants::otherRetired)));
  }

  private static Object noTasks(HandlerCall call) {
    return ListTasksResponse.builder().build();
  }

  private static Object forced(HandlerCall call) throws Throwable {
    var request = call.request(UpdateServiceRequest.class);
    return call.go(request.toBuilder().forceNewDeployment(true).build());
  }

  private static Object oneBelow(HandlerCall call) throws Throwable {
    var request = call.request(UpdateServiceRequest.class);
    if (request.taskDefinition() == null) {
      return call.go();
    }
    var present =
        call.client(EcsClient.class)
            .describeServices(
                describe -> describe.cluster(request.cluster()).services(request.service()))
            .services()
            .getFirst()
            .taskDefinition();
    return call.go(request.toBuilder().taskDefinition(moved(present, n -> n - 1)).build());
  }

  /** The revision of the same family with another number, at least 1. */
  private static String moved(String taskDefinition, IntUnaryOperator number) {
    int colon = taskDefinition.lastIndexOf(':');
    int revision = Integer.parseInt(taskDefinition.substring(colon + 1));
    return taskDefinition.substring(0, colon + 1) + Math.max(1, number.applyAsInt(revision));
  }

  private static PlaceRollout rollout(Platform platform, JsonNode input) {
    var operation = new Operations(platform).get(input.at("/operation/operationId").asText());
    return RolloutPlan.of(operation).in(Json.read(input.get("place"), ServicePlace.class));
  }

  private static JsonNode newDeployment(Platform platform, JsonNode input, Around.Shipped shipped)
      throws IOException {
    var rollout = rollout(platform, input);
    var answer = shipped.handle(input);
    var unused =
        platform
            .ecs()
            .updateService(
                request ->
                    request
                        .cluster(rollout.entry().address().cluster())
                        .service(rollout.entry().address().service())
                        .taskDefinition(rollout.taskDefinition())
                        .forceNewDeployment(true));
    return answer;
  }

  private static JsonNode plannedCount(Platform platform, JsonNode input, Around.Shipped shipped)
      throws IOException {
    var rollout = rollout(platform, input);
    var answer = shipped.handle(input);
    if (rollout.raisedTo().isEmpty()) {
      new Capacity(platform)
          .set(rollout.entry().address(), new SlotSize(rollout.size().desired(), Optional.empty()));
    }
    return answer;
  }

  private static Object oldImage(HandlerCall call) throws Throwable {
    var request = call.request(RegisterTaskDefinitionRequest.class);
    var present =
        call.client(EcsClient.class)
            .describeTaskDefinition(describe -> describe.taskDefinition(request.family()))
            .taskDefinition()
            .containerDefinitions();
    var containers =
        request.containerDefinitions().stream()
            .map(container -> container.toBuilder().image(image(present, container)).build())
            .toList();
    return call.go(request.toBuilder().containerDefinitions(containers).build());
  }

  private static String image(List<ContainerDefinition> present, ContainerDefinition container) {
    return present.stream()
        .filter(found -> found.name().equals(container.name()))
        .map(ContainerDefinition::image)
        .findFirst()
        .orElse(container.image());
  }

  private static Object otherRetired(HandlerCall call) throws Throwable {
    var request = call.request(DeregisterTaskDefinitionRequest.class);
    return call.go(
        request.toBuilder().taskDefinition(moved(request.taskDefinition(), n -> n - 1)).build());
  }
}
