package io.slipway.local.story;

import io.slipway.aws.AlbRouter;
import io.slipway.aws.Listeners;
import io.slipway.domain.Weights;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.operation.Forecast.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeleteTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;

/**
 * Watches the account, and says of each call that changes something what a forecast says of it:
 * what it was, read before the call, and what it becomes, read from the request.
 */
final class ChangesMade implements Fault {

  private static final Set<String> OURS = Set.of("dynamodb", "sns", "sfn", "states");

  private final Scenario scenario;
  private final List<Change> made = new ArrayList<>();
  private final Set<String> registered = new HashSet<>();

  ChangesMade(Scenario scenario) {
    this.scenario = scenario;
  }

  synchronized List<Change> list() {
    return List.copyOf(made);
  }

  @Override
  public synchronized void before(
      String service, String operation, Caller caller, SdkRequest request) {
    if (!OURS.contains(service) && !operation.matches("(Describe|List|Get|Head).*")) {
      made.add(change(service, operation, request));
    }
  }

  private Change change(String service, String operation, SdkRequest request) {
    return switch (request) {
      case ModifyRuleRequest rule ->
          of(
              service,
              operation,
              rule.ruleArn(),
              new AlbRouter(scenario.platform()).weights(rule.ruleArn()).toString(),
              weights(rule).toString());
      case CreateRuleRequest rule ->
          of(
              service,
              operation,
              rule.listenerArn(),
              "",
              told(rule.priority().toString(), rule.conditions(), rule.actions()));
      case DeleteRuleRequest rule ->
          of(service, operation, Listeners.of(rule.ruleArn()), told(rule(rule.ruleArn())), "");
      case UpdateServiceRequest update -> update(service, operation, update);
      case RegisterScalableTargetRequest target ->
          of(
              service,
              operation,
              last(target.resourceId(), '/'),
              range(target.resourceId()),
              target.minCapacity()
                  + " to "
                  + target.maxCapacity()
                  + " tasks"
                  + suspended(target.suspendedState()));
      case RegisterTaskDefinitionRequest definition -> register(service, operation, definition);
      case DeregisterTaskDefinitionRequest revision ->
          of(service, operation, last(revision.taskDefinition(), '/'), "ACTIVE", "INACTIVE");
      case DeleteTaskDefinitionsRequest revisions ->
          of(
              service,
              operation,
              revisions.taskDefinitions().stream()
                  .map(arn -> last(arn, '/'))
                  .collect(Collectors.joining(", ")),
              "INACTIVE",
              "");
      case CreateStackRequest stack -> of(service, operation, stack.stackName(), "", "");
      case PutObjectRequest template ->
          of(service, operation, template.key().split("/", -1)[1], "", "its template");
      case DeleteStackRequest stack ->
          of(service, operation, stack.stackName().split("/", -1)[1], "", "");
      case BatchDeleteImageRequest images ->
          of(service, operation, images.repositoryName(), images.imageIds().size() + " images", "");
      case DeleteParametersRequest parameters ->
          of(service, operation, String.join(", ", parameters.names()), "", "");
      default -> of(service, operation, request.toString(), "", "");
    };
  }

  private Rule rule(String arn) {
    return scenario
        .slipway()
        .clients()
        .get(ElasticLoadBalancingV2Client.class)
        .describeRules(request -> request.ruleArns(arn))
        .rules()
        .getFirst();
  }

  private static String told(Rule rule) {
    return told(rule.priority(), rule.conditions(), rule.actions());
  }

  private static String told(
      String priority, List<RuleCondition> conditions, List<Action> actions) {
    var hosts = conditions.getFirst().hostHeaderConfig().values();
    var header = conditions.getLast().httpHeaderConfig();
    var groups = actions.getLast().forwardConfig().targetGroups();
    return "priority %s: %s with the header %s: %s to %s"
        .formatted(
            priority,
            String.join(", ", hosts),
            header.httpHeaderName(),
            String.join(" or ", header.values()),
            groups.getFirst().targetGroupArn());
  }

  private Change update(String service, String operation, UpdateServiceRequest update) {
    var now = service(update.cluster(), update.service());
    var from = new ArrayList<String>();
    var to = new ArrayList<String>();
    if (update.taskDefinition() != null) {
      from.add(last(now.taskDefinition(), '/'));
      to.add(revision(update.taskDefinition()));
    }
    if (update.desiredCount() != null) {
      from.add("desired count " + now.desiredCount());
      to.add("desired count " + update.desiredCount());
    }
    return of(service, operation, update.service(), String.join(", ", from), String.join(", ", to));
  }

  /** The number of a revision that is yet to be made is nobody's to know. */
  private String revision(String arn) {
    var name = last(arn, '/');
    var family = name.substring(0, name.indexOf(':'));
    return registered.contains(name) ? "the new revision of " + family : name;
  }

  private Change register(
      String service, String operation, RegisterTaskDefinitionRequest definition) {
    var latest = latest(definition.family());
    int number = Integer.parseInt(last(latest, ':'));
    registered.add(definition.family() + ":" + (number + 1));
    return of(
        service,
        operation,
        definition.family(),
        last(latest, '/'),
        definition.containerDefinitions().getFirst().image());
  }

  private String latest(String family) {
    return scenario
        .slipway()
        .clients()
        .get(EcsClient.class)
        .describeTaskDefinition(request -> request.taskDefinition(family))
        .taskDefinition()
        .taskDefinitionArn();
  }

  private Service service(String cluster, String name) {
    return scenario
        .slipway()
        .clients()
        .get(EcsClient.class)
        .describeServices(request -> request.cluster(cluster).services(name))
        .services()
        .getFirst();
  }

  private String range(String resource) {
    return scenario
        .slipway()
        .clients()
        .get(ApplicationAutoScalingClient.class)
        .describeScalableTargets(
            request -> request.serviceNamespace(ServiceNamespace.ECS).resourceIds(resource))
        .scalableTargets()
        .stream()
        .map(
            target ->
                target.minCapacity()
                    + " to "
                    + target.maxCapacity()
                    + " tasks"
                    + suspended(target.suspendedState()))
        .findFirst()
        .orElse("");
  }

  private static String suspended(SuspendedState state) {
    return state != null && state.dynamicScalingOutSuspended() ? ", suspended" : "";
  }

  private static Weights weights(ModifyRuleRequest rule) {
    var byGroup = new TreeMap<String, Integer>();
    rule.actions()
        .getLast()
        .forwardConfig()
        .targetGroups()
        .forEach(group -> byGroup.put(group.targetGroupArn(), group.weight()));
    return new Weights(byGroup);
  }

  private static Change of(
      String service, String operation, String resource, String from, String to) {
    return new Change(
        service,
        operation,
        resource,
        Optional.of(from).filter(text -> !text.isEmpty()),
        Optional.of(to).filter(text -> !text.isEmpty()));
  }

  private static String last(String text, char separator) {
    return text.substring(text.lastIndexOf(separator) + 1);
  }
}
