package io.slipway.local.account.balancing;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.balancing.BalancingState.GroupState;
import io.slipway.local.account.balancing.BalancingState.ListenerState;
import io.slipway.local.account.balancing.BalancingState.RuleState;
import io.slipway.local.account.balancing.BalancingState.Standing;
import io.slipway.local.account.balancing.BalancingState.TargetState;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.Part;
import io.slipway.local.account.kernel.StateJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.*;

/**
 * Elastic Load Balancing of the simulated account. A target's health is only checked, and only
 * known, while its group is in a listener's rule or default action, with whatever weight.
 */
public final class SimulatedLoadBalancers implements ElasticLoadBalancingV2Client, Part {

  private static final int MOST_A_PAGE = 400;

  private final Kernel kernel;
  private final Router router;
  private Backends backends;
  private HealthChecks checks;
  private BalancingState state = new BalancingState();

  public SimulatedLoadBalancers(Kernel kernel, RandomGenerator random) {
    this.kernel = kernel;
    this.router = new Router(kernel.settings().weightPropagation(), random);
    this.state.ids = kernel.ids();
  }

  /** Says what stands behind the targets; called once, before the first target is registered. */
  public void attach(Backends found) {
    this.backends = found;
    this.checks = new HealthChecks(found);
  }

  /** Where one request for {@code host} goes. */
  public Routed route(String host) {
    return kernel.call(() -> router.route(state, host, kernel.now()));
  }

  /** The ARNs of all target groups and rules but the listeners' default rules. */
  public List<String> arns() {
    return kernel.call(
        () ->
            Stream.concat(state.groups.keySet().stream(), state.rules.keySet().stream()).toList());
  }

  /** Every rule but the listeners' default rules. */
  public List<Rule> rules() {
    return kernel.call(() -> state.rules.values().stream().map(rule -> rule.shape).toList());
  }

  /** Whether the group is in a listener's rule or default action. */
  public boolean attached(String targetGroupArn) {
    return kernel.call(() -> group(targetGroupArn).attached);
  }

  /** The health of a target; UNUSED where it is not registered, or its group not attached. */
  public TargetHealth health(String targetGroupArn, String targetId) {
    return kernel.call(
        () -> {
          var asked = TargetDescription.builder().id(targetId).build();
          return TargetHealths.describe(group(targetGroupArn), List.of(asked), kernel.now())
              .getFirst()
              .targetHealth();
        });
  }

  /** How long a target of the group drains; zero where nothing can reach it. */
  public Duration drainTime(String targetGroupArn) {
    return kernel.call(
        () -> {
          var group = state.groups.get(targetGroupArn);
          return group == null || !group.attached
              ? Duration.ZERO
              : TargetGroups.deregistrationDelay(group);
        });
  }

  /** The answers of a target of the group may have changed. */
  public void lookAgain(String targetGroupArn, String targetId) {
    kernel.run(
        () -> {
          var group = state.groups.get(targetGroupArn);
          if (group != null) {
            group.targets.stream()
                .filter(target -> target.id.equals(targetId))
                .forEach(target -> HealthChecks.lookAgain(group, target, kernel.now()));
            settle(group);
          }
        });
  }

  @Override
  public void advance(String targetGroupArn) {
    var group = state.groups.get(targetGroupArn);
    if (group != null) {
      if (checks.advance(group, kernel.now())) {
        backends.healthChanged(targetGroupArn);
      }
      settle(group);
    }
  }

  private void settle(GroupState group) {
    kernel.wake(this, group.shape.targetGroupArn(), HealthChecks.next(group));
    kernel.changed(this);
  }

  @Override
  public CreateLoadBalancerResponse createLoadBalancer(CreateLoadBalancerRequest request) {
    return kernel.call(
        () -> {
          var balancer = Listeners.createBalancer(kernel, state, request);
          kernel.changed(this);
          return CreateLoadBalancerResponse.builder().loadBalancers(balancer.shape).build();
        });
  }

  /** Deletes the balancer with its listeners and rules; does nothing where it is gone. */
  @Override
  public DeleteLoadBalancerResponse deleteLoadBalancer(DeleteLoadBalancerRequest request) {
    return kernel.call(
        () -> {
          var arn = request.loadBalancerArn();
          state.balancers.remove(arn);
          var listeners =
              state.listeners.values().stream()
                  .filter(listener -> listener.shape.loadBalancerArn().equals(arn))
                  .map(listener -> listener.shape.listenerArn())
                  .toList();
          listeners.forEach(this::removeListener);
          reattach();
          return DeleteLoadBalancerResponse.builder().build();
        });
  }

  @Override
  public DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
    return kernel.call(
        () -> {
          List<LoadBalancer> found = new ArrayList<>();
          state.balancers.values().forEach(balancer -> found.add(balancer.shape));
          if (request.hasLoadBalancerArns()) {
            found.removeIf(b -> !request.loadBalancerArns().contains(b.loadBalancerArn()));
            allFound(found, request.loadBalancerArns());
          }
          if (request.hasNames()) {
            found.removeIf(b -> !request.names().contains(b.loadBalancerName()));
            allFound(found, request.names());
          }
          var page = page(found, request.marker(), request.pageSize());
          return DescribeLoadBalancersResponse.builder()
              .loadBalancers(page.items())
              .nextMarker(page.next())
              .build();
        });
  }

  private static void allFound(List<LoadBalancer> found, List<String> asked) {
    if (found.size() < Set.copyOf(asked).size()) {
      throw BalancingErrors.noBalancer(String.join(", ", asked));
    }
  }

  @Override
  public CreateListenerResponse createListener(CreateListenerRequest request) {
    return kernel.call(
        () -> {
          var actions = Actions.normal(request.defaultActions());
          groupsExist(actions);
          var listener = Listeners.createListener(state, request, actions);
          reattach();
          return CreateListenerResponse.builder().listeners(listener.shape).build();
        });
  }

  @Override
  public DeleteListenerResponse deleteListener(DeleteListenerRequest request) {
    return kernel.call(
        () -> {
          listener(request.listenerArn());
          removeListener(request.listenerArn());
          reattach();
          return DeleteListenerResponse.builder().build();
        });
  }

  private void removeListener(String arn) {
    state.listeners.remove(arn);
    state.rules.values().removeIf(rule -> rule.listenerArn.equals(arn));
  }

  @Override
  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    return kernel.call(
        () -> {
          if (request.loadBalancerArn() != null
              && !state.balancers.containsKey(request.loadBalancerArn())) {
            throw BalancingErrors.noBalancer(request.loadBalancerArn());
          }
          var found =
              request.hasListenerArns()
                  ? request.listenerArns().stream().map(arn -> listener(arn).shape).toList()
                  : state.listeners.values().stream()
                      .map(listener -> listener.shape)
                      .filter(l -> l.loadBalancerArn().equals(request.loadBalancerArn()))
                      .toList();
          var page = page(found, request.marker(), request.pageSize());
          return DescribeListenersResponse.builder()
              .listeners(page.items())
              .nextMarker(page.next())
              .build();
        });
  }

  @Override
  public CreateRuleResponse createRule(CreateRuleRequest request) {
    return kernel.call(
        () -> {
          var actions = Actions.normal(request.actions());
          groupsExist(actions);
          var rule = Rules.create(kernel, state, request, actions);
          reattach();
          return CreateRuleResponse.builder().rules(rule.shape).build();
        });
  }

  @Override
  public ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
    return kernel.call(
        () -> {
          var rule = rule(request.ruleArn());
          groupsExist(request.actions());
          Rules.modify(kernel, rule, request);
          reattach();
          return ModifyRuleResponse.builder().rules(rule.shape).build();
        });
  }

  @Override
  public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
    return kernel.call(
        () -> {
          rule(request.ruleArn());
          state.rules.remove(request.ruleArn());
          reattach();
          return DeleteRuleResponse.builder().build();
        });
  }

  @Override
  public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
    return kernel.call(
        () -> {
          if (request.hasRuleArns() == (request.listenerArn() != null)) {
            throw BalancingErrors.validation(
                "You must specify either listener or rule ARNs, and not both");
          }
          var found =
              request.hasRuleArns()
                  ? request.ruleArns().stream().map(this::shapeOfRule).toList()
                  : rulesOf(listener(request.listenerArn()));
          var page = page(found, request.marker(), request.pageSize());
          return DescribeRulesResponse.builder()
              .rules(page.items())
              .nextMarker(page.next())
              .build();
        });
  }

  private Rule shapeOfRule(String arn) {
    return state.listeners.values().stream()
        .filter(listener -> listener.defaultRuleArn.equals(arn))
        .findFirst()
        .map(Listeners::defaultRule)
        .orElseGet(() -> rule(arn).shape);
  }

  private List<Rule> rulesOf(ListenerState listener) {
    List<Rule> rules = new ArrayList<>();
    Rules.of(state, listener.shape.listenerArn())
        .sorted(Comparator.comparingInt(RuleState::priority))
        .forEach(rule -> rules.add(rule.shape));
    rules.add(Listeners.defaultRule(listener));
    return rules;
  }

  @Override
  public CreateTargetGroupResponse createTargetGroup(CreateTargetGroupRequest request) {
    return kernel.call(
        () -> {
          var group = TargetGroups.create(kernel, state, request);
          kernel.changed(this);
          return CreateTargetGroupResponse.builder().targetGroups(shape(group)).build();
        });
  }

  /** Deletes the group where nothing refers to it; does nothing where it is gone. */
  @Override
  public DeleteTargetGroupResponse deleteTargetGroup(DeleteTargetGroupRequest request) {
    return kernel.call(
        () -> {
          var group = state.groups.get(request.targetGroupArn());
          if (group != null && group.attached) {
            throw BalancingErrors.groupInUse(request.targetGroupArn());
          }
          state.groups.remove(request.targetGroupArn());
          kernel.wake(this, request.targetGroupArn(), Optional.empty());
          kernel.changed(this);
          return DeleteTargetGroupResponse.builder().build();
        });
  }

  @Override
  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    return kernel.call(
        () -> {
          List<TargetGroup> found = new ArrayList<>();
          state.groups.values().forEach(group -> found.add(shape(group)));
          int asked = 0;
          if (request.hasTargetGroupArns()) {
            asked = Set.copyOf(request.targetGroupArns()).size();
            found.removeIf(g -> !request.targetGroupArns().contains(g.targetGroupArn()));
          }
          if (request.hasNames()) {
            asked = Set.copyOf(request.names()).size();
            found.removeIf(g -> !request.names().contains(g.targetGroupName()));
          }
          if (request.loadBalancerArn() != null) {
            found.removeIf(g -> !g.loadBalancerArns().contains(request.loadBalancerArn()));
          }
          if (found.size() < asked) {
            throw BalancingErrors.noGroup();
          }
          var page = page(found, request.marker(), request.pageSize());
          return DescribeTargetGroupsResponse.builder()
              .targetGroups(page.items())
              .nextMarker(page.next())
              .build();
        });
  }

  @Override
  public ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(
      ModifyTargetGroupAttributesRequest request) {
    return kernel.call(
        () -> {
          var group = group(request.targetGroupArn());
          TargetGroups.modify(group, request.attributes());
          settle(group);
          return ModifyTargetGroupAttributesResponse.builder()
              .attributes(TargetGroups.attributes(group))
              .build();
        });
  }

  @Override
  public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
      DescribeTargetGroupAttributesRequest request) {
    return kernel.call(
        () ->
            DescribeTargetGroupAttributesResponse.builder()
                .attributes(TargetGroups.attributes(group(request.targetGroupArn())))
                .build());
  }

  @Override
  public RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
    return kernel.call(
        () -> {
          var group = group(request.targetGroupArn());
          for (var asked : request.targets()) {
            int port = asked.port() == null ? group.shape.port() : asked.port();
            group.targets.removeIf(t -> t.id.equals(asked.id()) && t.port == port);
            var target = new TargetState();
            target.id = asked.id();
            target.port = port;
            target.since = kernel.now();
            target.standing = Standing.UNUSED;
            if (group.attached) {
              HealthChecks.begin(target, kernel.now());
            }
            group.targets.add(target);
          }
          settle(group);
          return RegisterTargetsResponse.builder().build();
        });
  }

  @Override
  public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
    return kernel.call(
        () -> {
          var group = group(request.targetGroupArn());
          for (var asked : request.targets()) {
            for (var target : List.copyOf(group.targets)) {
              if (target.id.equals(asked.id())) {
                deregister(group, target);
              }
            }
          }
          settle(group);
          return DeregisterTargetsResponse.builder().build();
        });
  }

  private void deregister(GroupState group, TargetState target) {
    if (!group.attached || drainTime(group.shape.targetGroupArn()).isZero()) {
      group.targets.remove(target);
    } else if (target.standing != Standing.DRAINING) {
      target.standing = Standing.DRAINING;
      target.since = kernel.now();
      target.nextCheck = null;
    }
  }

  @Override
  public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
    return kernel.call(
        () ->
            DescribeTargetHealthResponse.builder()
                .targetHealthDescriptions(
                    TargetHealths.describe(
                        group(request.targetGroupArn()), request.targets(), kernel.now()))
                .build());
  }

  @Override
  public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
    return kernel.call(
        () ->
            DescribeTagsResponse.builder()
                .tagDescriptions(
                    request.resourceArns().stream()
                        .map(
                            arn ->
                                TagDescription.builder().resourceArn(arn).tags(tags(arn)).build())
                        .toList())
                .build());
  }

  private List<Tag> tags(String arn) {
    if (arn.contains(":targetgroup/")) {
      return group(arn).tags;
    }
    if (arn.contains(":listener-rule/")) {
      return rule(arn).tags;
    }
    if (arn.contains(":listener/")) {
      return listener(arn).tags;
    }
    var balancer = state.balancers.get(arn);
    if (balancer == null) {
      throw BalancingErrors.noBalancer(arn);
    }
    return balancer.tags;
  }

  /** What rules and default actions refer to has changed: begins and ends health checks. */
  private void reattach() {
    Set<String> referred = new HashSet<>();
    state.rules.values().forEach(rule -> refer(referred, rule.shape.actions()));
    state.listeners.values().forEach(l -> refer(referred, l.shape.defaultActions()));
    for (var group : state.groups.values()) {
      boolean now = referred.contains(group.shape.targetGroupArn());
      if (now != group.attached) {
        group.attached = now;
        group.targets.removeIf(target -> !now && target.standing == Standing.DRAINING);
        group.targets.forEach(target -> reattach(target, now));
        settle(group);
        backends.healthChanged(group.shape.targetGroupArn());
      }
    }
    kernel.changed(this);
  }

  private void reattach(TargetState target, boolean attached) {
    if (attached) {
      HealthChecks.begin(target, kernel.now());
    } else {
      target.standing = Standing.UNUSED;
      target.nextCheck = null;
    }
  }

  private static void refer(Set<String> referred, List<Action> actions) {
    Actions.groups(actions).forEach(group -> referred.add(group.targetGroupArn()));
  }

  private void groupsExist(List<Action> actions) {
    for (var tuple : Actions.groups(actions)) {
      group(tuple.targetGroupArn());
    }
  }

  private TargetGroup shape(GroupState group) {
    Set<String> balancers = new HashSet<>();
    var arn = group.shape.targetGroupArn();
    for (var listener : state.listeners.values()) {
      boolean refers =
          refers(listener.shape.defaultActions(), arn)
              || Rules.of(state, listener.shape.listenerArn())
                  .anyMatch(rule -> refers(rule.shape.actions(), arn));
      if (refers) {
        balancers.add(listener.shape.loadBalancerArn());
      }
    }
    return group.shape.toBuilder().loadBalancerArns(sorted(balancers)).build();
  }

  private static boolean refers(List<Action> actions, String groupArn) {
    return Actions.groups(actions).stream().anyMatch(g -> groupArn.equals(g.targetGroupArn()));
  }

  private static List<String> sorted(Collection<String> texts) {
    return texts.stream().sorted().toList();
  }

  private GroupState group(String arn) {
    return found(arn == null ? null : state.groups.get(arn), BalancingErrors::noGroup);
  }

  private RuleState rule(String arn) {
    for (var listener : state.listeners.values()) {
      if (listener.defaultRuleArn.equals(arn)) {
        throw BalancingErrors.defaultRule(arn);
      }
    }
    return found(arn == null ? null : state.rules.get(arn), BalancingErrors::noRule);
  }

  private ListenerState listener(String arn) {
    return found(arn == null ? null : state.listeners.get(arn), BalancingErrors::noListener);
  }

  private static <T> T found(T thing, Supplier<RuntimeException> missing) {
    if (thing == null) {
      throw missing.get();
    }
    return thing;
  }

  private static <T> Pages<T> page(List<T> all, String marker, Integer size) {
    if (size != null && (size < 1 || size > MOST_A_PAGE)) {
      throw BalancingErrors.validation("Page size '" + size + "' must be between 1 and 400");
    }
    return Pages.of(
        all, marker, size, MOST_A_PAGE, () -> BalancingErrors.validation("Invalid marker"));
  }

  @Override
  public String name() {
    return "balancing";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(
        () -> {
          state = StateJson.read(saved, BalancingState.class);
          for (var group : state.groups.values()) {
            kernel.wake(this, group.shape.targetGroupArn(), HealthChecks.next(group));
          }
        });
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
