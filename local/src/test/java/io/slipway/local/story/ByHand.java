package io.slipway.local.story;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.local.LocalSlipway;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.ServiceField;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Somebody who changes things in the console, past Slipway. */
@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
final class ByHand {

  private final LocalSlipway slipway;

  ByHand(Scenario scenario) {
    this.slipway = scenario.slipway();
  }

  static InventoryEntry place(Scenario scenario, String application, Place place) {
    return scenario.inventory(application).stream()
        .filter(entry -> entry.place() == place)
        .findFirst()
        .orElseThrow();
  }

  private EcsClient ecs() {
    return slipway.clients().get(EcsClient.class);
  }

  private ElasticLoadBalancingV2Client balancing() {
    return slipway.clients().get(ElasticLoadBalancingV2Client.class);
  }

  /** The weights of a rule, by target group. */
  Map<String, Integer> weights(String rule) {
    var weights = new TreeMap<String, Integer>();
    balancing()
        .describeRules(request -> request.ruleArns(rule))
        .rules()
        .getFirst()
        .actions()
        .stream()
        .flatMap(action -> action.forwardConfig().targetGroups().stream())
        .forEach(group -> weights.put(group.targetGroupArn(), group.weight()));
    return weights;
  }

  void weights(String rule, Map<String, Integer> weights) {
    var groups =
        weights.entrySet().stream()
            .map(
                entry ->
                    TargetGroupTuple.builder()
                        .targetGroupArn(entry.getKey())
                        .weight(entry.getValue())
                        .build())
            .toList();
    var forward =
        Action.builder()
            .type(ActionTypeEnum.FORWARD)
            .forwardConfig(ForwardActionConfig.builder().targetGroups(groups).build())
            .build();
    balancing().modifyRule(request -> request.ruleArn(rule).actions(forward));
  }

  /** Customers to the slot that is idle, and the preview host to the one that is live. */
  void swap(InventoryEntry slot) {
    for (var rule :
        new String[] {slot.address().rule(), slot.address().previewRule().orElseThrow()}) {
      var turned = new TreeMap<String, Integer>();
      weights(rule).forEach((group, weight) -> turned.put(group, 100 - weight));
      weights(rule, turned);
    }
  }

  Service service(InventoryEntry entry) {
    return ecs()
        .describeServices(
            request ->
                request
                    .cluster(entry.address().cluster())
                    .services(entry.address().service())
                    .include(ServiceField.TAGS))
        .services()
        .getFirst();
  }

  void tasks(InventoryEntry entry, int desired) {
    ecs()
        .updateService(
            request ->
                request
                    .cluster(entry.address().cluster())
                    .service(entry.address().service())
                    .desiredCount(desired));
  }

  void taskDefinition(InventoryEntry entry, String arn) {
    ecs()
        .updateService(
            request ->
                request
                    .cluster(entry.address().cluster())
                    .service(entry.address().service())
                    .taskDefinition(arn));
  }

  /** A revision like the one that a place has, with another image. */
  String revision(InventoryEntry entry, UnaryOperator<String> image) {
    return changed(entry, container -> with(container, image));
  }

  /** A revision like the one that a place has, with other containers. */
  String changed(InventoryEntry entry, UnaryOperator<ContainerDefinition> change) {
    var found =
        ecs()
            .describeTaskDefinition(
                request ->
                    request
                        .taskDefinition(service(entry).taskDefinition())
                        .include(TaskDefinitionField.TAGS));
    var like = found.taskDefinition();
    return ecs()
        .registerTaskDefinition(
            request ->
                request
                    .family(like.family())
                    .networkMode(like.networkMode())
                    .requiresCompatibilities(like.requiresCompatibilities())
                    .runtimePlatform(like.runtimePlatform())
                    .cpu(like.cpu())
                    .memory(like.memory())
                    .taskRoleArn(like.taskRoleArn())
                    .executionRoleArn(like.executionRoleArn())
                    .containerDefinitions(like.containerDefinitions().stream().map(change).toList())
                    .tags(found.tags()))
        .taskDefinition()
        .taskDefinitionArn();
  }

  /** A revision like the one that a place has, with the image that has this tag. */
  String release(InventoryEntry entry, String tag) {
    var repository = entry.application().key();
    var digest =
        slipway
            .clients()
            .get(EcrClient.class)
            .describeImages(
                request ->
                    request.repositoryName(repository).imageIds(image -> image.imageTag(tag)))
            .imageDetails()
            .getFirst()
            .imageDigest();
    return revision(entry, image -> image.substring(0, image.indexOf('@') + 1) + digest);
  }

  private static ContainerDefinition with(
      ContainerDefinition container, UnaryOperator<String> image) {
    return container.toBuilder().image(image.apply(container.image())).build();
  }

  void deleteService(InventoryEntry entry) {
    ecs()
        .deleteService(
            request ->
                request
                    .cluster(entry.address().cluster())
                    .service(entry.address().service())
                    .force(true));
  }

  /** Makes a service again that was deleted. */
  void createService(Service like) {
    ecs()
        .createService(
            request ->
                request
                    .cluster(like.clusterArn())
                    .serviceName(like.serviceName())
                    .launchType(like.launchType())
                    .platformVersion(like.platformVersion())
                    .taskDefinition(like.taskDefinition())
                    .desiredCount(like.desiredCount())
                    .deploymentConfiguration(like.deploymentConfiguration())
                    .healthCheckGracePeriodSeconds(like.healthCheckGracePeriodSeconds())
                    .loadBalancers(like.loadBalancers())
                    .networkConfiguration(like.networkConfiguration())
                    .propagateTags(like.propagateTags())
                    .enableECSManagedTags(like.enableECSManagedTags())
                    .tags(like.tags()));
  }
}
