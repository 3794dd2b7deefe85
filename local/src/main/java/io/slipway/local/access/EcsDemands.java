package io.slipway.local.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeClustersRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServicesRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.DescribeTasksRequest;
import software.amazon.awssdk.services.ecs.model.EcsRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.ListTasksRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RunTaskRequest;
import software.amazon.awssdk.services.ecs.model.StopTaskRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * What ECS asks of a caller.
 *
 * @param rolesOf the roles of a task definition, by its ARN
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">Actions,
 *     resources and condition keys for Amazon ECS</a>
 */
record EcsDemands(Arns arns, Function<String, List<String>> rolesOf) {

  List<Demand> of(EcsRequest request) {
    return switch (request) {
      case DescribeClustersRequest read ->
          read.clusters().stream()
              .map(
                  cluster ->
                      Demand.of("ecs:DescribeClusters", arns.named("ecs", "cluster/", cluster)))
              .toList();
      case DescribeServicesRequest read ->
          read.services().stream()
              .map(service -> onService("ecs:DescribeServices", read.cluster(), service))
              .toList();
      case UpdateServiceRequest update ->
          List.of(onService("ecs:UpdateService", update.cluster(), update.service()));
      case ListTasksRequest list ->
          List.of(
              new Demand(
                  "ecs:ListTasks",
                  Demand.ANY,
                  Map.of("ecs:cluster", arns.named("ecs", "cluster/", list.cluster()))));
      case DescribeTasksRequest read ->
          read.tasks().stream()
              .map(task -> arns.named("ecs", "task/" + name(read.cluster()) + "/", task))
              .map(task -> Demand.of("ecs:DescribeTasks", task))
              .toList();
      case RunTaskRequest run -> running(run);
      case StopTaskRequest stop ->
          List.of(
              Demand.of(
                  "ecs:StopTask",
                  arns.named("ecs", "task/" + name(stop.cluster()) + "/", stop.task())));
      case RegisterTaskDefinitionRequest register -> registering(register);
      case DeleteTaskDefinitionsRequest delete ->
          delete.taskDefinitions().stream()
              .map(revision -> arns.named("ecs", "task-definition/", revision))
              .map(revision -> Demand.of("ecs:DeleteTaskDefinitions", revision))
              .toList();
      case DescribeTaskDefinitionRequest any -> anywhere("ecs:DescribeTaskDefinition");
      case DeregisterTaskDefinitionRequest any -> anywhere("ecs:DeregisterTaskDefinition");
      case ListTaskDefinitionsRequest any -> anywhere("ecs:ListTaskDefinitions");
      default -> throw Demands.unknown(request);
    };
  }

  Demand onService(String action, String cluster, String service) {
    return Demand.of(action, arns.named("ecs", "service/" + name(cluster) + "/", service));
  }

  private List<Demand> registering(RegisterTaskDefinitionRequest request) {
    // The revision is not known yet.
    var revision = arns.of("ecs", "task-definition/" + request.family() + ":1");
    var demands = new ArrayList<Demand>();
    demands.add(Demand.of("ecs:RegisterTaskDefinition", revision));
    if (request.hasTags() && !request.tags().isEmpty()) {
      demands.add(Demand.of("ecs:TagResource", revision));
    }
    Stream.of(request.executionRoleArn(), request.taskRoleArn())
        .filter(role -> role != null)
        .distinct()
        .forEach(role -> demands.add(Demands.passing(role, "ecs-tasks.amazonaws.com")));
    return demands;
  }

  private List<Demand> running(RunTaskRequest request) {
    var revision = arns.named("ecs", "task-definition/", request.taskDefinition());
    var demands = new ArrayList<Demand>();
    demands.add(
        new Demand(
            "ecs:RunTask",
            revision,
            Map.of("ecs:cluster", arns.named("ecs", "cluster/", request.cluster()))));
    rolesOf
        .apply(revision)
        .forEach(role -> demands.add(Demands.passing(role, "ecs-tasks.amazonaws.com")));
    return demands;
  }

  private static List<Demand> anywhere(String action) {
    return List.of(Demand.of(action, Demand.ANY));
  }

  private static String name(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
  }
}
