package io.slipway.local.account.balancing;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Part;
import io.slipway.local.account.kernel.StateJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerCertificatesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeRulesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetRulePrioritiesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;

/**
 * Elastic Load Balancing of the simulated account. A target's health is only checked, and only
 * known, while its group is in a listener's rule or default action, with whatever weight.
 */
public final class SimulatedLoadBalancers implements ElasticLoadBalancingV2Client, Part {

  private final Kernel kernel;
  private final Ledger ledger;
  private final Router router;
  private final BalancerCalls balancerCalls;
  private final RuleCalls ruleCalls;
  private final GroupCalls groupCalls;
  private final TargetCalls targetCalls;
  private HealthChecks checks;
  private UnaryOperator<String> resolver = host -> "";

  public SimulatedLoadBalancers(Kernel kernel, RandomGenerator random) {
    this.kernel = kernel;
    this.ledger = new Ledger(kernel, this);
    this.router = new Router(kernel.settings().weightPropagation(), random);
    this.balancerCalls = new BalancerCalls(ledger);
    this.ruleCalls = new RuleCalls(ledger);
    this.groupCalls = new GroupCalls(ledger);
    this.targetCalls = new TargetCalls(ledger);
  }

  /** Says what stands behind the targets; called once, before the first target is registered. */
  public void attach(Backends found) {
    ledger.attach(found);
    this.checks = new HealthChecks(found);
  }

  /**
   * Says how names are resolved; called once, before the first request.
   *
   * @param found gives the DNS name of the load balancer that a host leads to by chance, or empty
   *     text where any load balancer with a rule for the host is meant
   */
  public void resolveBy(UnaryOperator<String> found) {
    resolver = found;
  }

  /** The ARN of the load balancer with this DNS name; empty where there is none. */
  public Optional<String> named(String dnsName) {
    return kernel.call(
        () ->
            ledger.state().balancers.values().stream()
                .filter(balancer -> balancer.shape.dnsName().equalsIgnoreCase(dnsName))
                .map(balancer -> balancer.shape.loadBalancerArn())
                .findFirst());
  }

  /** The ARN of the load balancer of a rule. */
  public String balancerOf(String ruleArn) {
    return kernel.call(
        () -> ledger.listener(ledger.rule(ruleArn).listenerArn).shape.loadBalancerArn());
  }

  private Optional<String> resolved(Incoming request) {
    var dnsName = resolver.apply(request.host());
    return dnsName.isEmpty() ? Optional.empty() : Optional.of(named(dnsName).orElse(dnsName));
  }

  /** Where one request goes, from any node. */
  public Routed route(Incoming request) {
    return kernel.call(
        () -> router.route(ledger.state(), request, resolved(request), kernel.now()));
  }

  /**
   * Where one request goes from one node: requests of one connection come to the same.
   *
   * @param node any number: each stands for a node
   */
  public Routed route(Incoming request, int node) {
    return kernel.call(
        () -> router.route(ledger.state(), request, resolved(request), node, kernel.now()));
  }

  /** Every list of actions of a rule that some node uses at present, the newest first. */
  public Set<List<Action>> inEffect(String ruleArn) {
    return kernel.call(
        () ->
            Nodes.inEffect(
                ledger.rule(ruleArn), kernel.settings().weightPropagation(), kernel.now()));
  }

  /** The ARNs of all target groups and rules but the listeners' default rules. */
  public List<String> arns() {
    return kernel.call(
        () ->
            Stream.concat(
                    ledger.state().groups.keySet().stream(), ledger.state().rules.keySet().stream())
                .toList());
  }

  /** Every rule but the listeners' default rules. */
  public List<Rule> rules() {
    return kernel.call(
        () -> ledger.state().rules.values().stream().map(rule -> rule.shape).toList());
  }

  /** Gives load balancers another quota of rules, as Service Quotas does on request. */
  public void allowRules(int most) {
    kernel.run(() -> ledger.state().mostRules = most);
  }

  /** Whether the group is in a listener's rule or default action. */
  public boolean attached(String targetGroupArn) {
    return kernel.call(() -> ledger.group(targetGroupArn).attached);
  }

  /** The health of a target; UNUSED where it is not registered, or its group not attached. */
  public TargetHealth health(String targetGroupArn, String targetId) {
    return kernel.call(
        () -> {
          var asked = TargetDescription.builder().id(targetId).build();
          return TargetHealths.describe(ledger.group(targetGroupArn), List.of(asked), kernel.now())
              .getFirst()
              .targetHealth();
        });
  }

  /** How long a target of the group drains; zero where nothing can reach it. */
  public Duration drainTime(String targetGroupArn) {
    return kernel.call(
        () -> {
          var group = ledger.state().groups.get(targetGroupArn);
          return group == null || !group.attached
              ? Duration.ZERO
              : TargetGroups.deregistrationDelay(group);
        });
  }

  /** The answers of a target of the group may have changed. */
  public void lookAgain(String targetGroupArn, String targetId) {
    kernel.run(
        () -> {
          var group = ledger.state().groups.get(targetGroupArn);
          if (group != null) {
            group.targets.stream()
                .filter(target -> target.id.equals(targetId))
                .forEach(target -> HealthChecks.lookAgain(group, target, kernel.now()));
            ledger.settle(group);
          }
        });
  }

  @Override
  public void advance(String targetGroupArn) {
    var group = ledger.state().groups.get(targetGroupArn);
    if (group != null) {
      if (checks.advance(group, kernel.now())) {
        ledger.backends().healthChanged(targetGroupArn);
      }
      ledger.settle(group);
    }
  }

  @Override
  public CreateLoadBalancerResponse createLoadBalancer(CreateLoadBalancerRequest request) {
    return kernel.call(() -> balancerCalls.createLoadBalancer(request));
  }

  @Override
  public DeleteLoadBalancerResponse deleteLoadBalancer(DeleteLoadBalancerRequest request) {
    return kernel.call(() -> balancerCalls.deleteLoadBalancer(request));
  }

  @Override
  public DescribeLoadBalancersResponse describeLoadBalancers(DescribeLoadBalancersRequest request) {
    return kernel.call(() -> balancerCalls.describeLoadBalancers(request));
  }

  @Override
  public CreateListenerResponse createListener(CreateListenerRequest request) {
    return kernel.call(() -> balancerCalls.createListener(request));
  }

  @Override
  public DeleteListenerResponse deleteListener(DeleteListenerRequest request) {
    return kernel.call(() -> balancerCalls.deleteListener(request));
  }

  @Override
  public DescribeListenerCertificatesResponse describeListenerCertificates(
      DescribeListenerCertificatesRequest request) {
    return kernel.call(() -> balancerCalls.certificates(request));
  }

  @Override
  public DescribeAccountLimitsResponse describeAccountLimits(DescribeAccountLimitsRequest request) {
    return kernel.call(balancerCalls::limits);
  }

  @Override
  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    return kernel.call(() -> balancerCalls.describeListeners(request));
  }

  @Override
  public CreateRuleResponse createRule(CreateRuleRequest request) {
    return kernel.call(() -> ruleCalls.createRule(request));
  }

  @Override
  public ModifyRuleResponse modifyRule(ModifyRuleRequest request) {
    return kernel.call(() -> ruleCalls.modifyRule(request));
  }

  @Override
  public SetRulePrioritiesResponse setRulePriorities(SetRulePrioritiesRequest request) {
    return kernel.call(() -> ruleCalls.setRulePriorities(request));
  }

  @Override
  public DeleteRuleResponse deleteRule(DeleteRuleRequest request) {
    return kernel.call(() -> ruleCalls.deleteRule(request));
  }

  @Override
  public DescribeRulesResponse describeRules(DescribeRulesRequest request) {
    return kernel.call(() -> ruleCalls.describeRules(request));
  }

  @Override
  public CreateTargetGroupResponse createTargetGroup(CreateTargetGroupRequest request) {
    return kernel.call(() -> groupCalls.createTargetGroup(request));
  }

  @Override
  public DeleteTargetGroupResponse deleteTargetGroup(DeleteTargetGroupRequest request) {
    return kernel.call(() -> groupCalls.deleteTargetGroup(request));
  }

  @Override
  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    return kernel.call(() -> groupCalls.describeTargetGroups(request));
  }

  @Override
  public ModifyTargetGroupResponse modifyTargetGroup(ModifyTargetGroupRequest request) {
    return kernel.call(() -> groupCalls.modifyTargetGroup(request));
  }

  @Override
  public ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(
      ModifyTargetGroupAttributesRequest request) {
    return kernel.call(() -> groupCalls.modifyTargetGroupAttributes(request));
  }

  @Override
  public DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
      DescribeTargetGroupAttributesRequest request) {
    return kernel.call(() -> groupCalls.describeTargetGroupAttributes(request));
  }

  @Override
  public RegisterTargetsResponse registerTargets(RegisterTargetsRequest request) {
    return kernel.call(() -> targetCalls.registerTargets(request));
  }

  @Override
  public DeregisterTargetsResponse deregisterTargets(DeregisterTargetsRequest request) {
    return kernel.call(() -> targetCalls.deregisterTargets(request));
  }

  @Override
  public DescribeTargetHealthResponse describeTargetHealth(DescribeTargetHealthRequest request) {
    return kernel.call(() -> targetCalls.describeTargetHealth(request));
  }

  @Override
  public DescribeTagsResponse describeTags(DescribeTagsRequest request) {
    return kernel.call(() -> targetCalls.describeTags(request));
  }

  @Override
  public String name() {
    return "balancing";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(ledger.state()));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> ledger.restore(StateJson.read(saved, BalancingState.class)));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
