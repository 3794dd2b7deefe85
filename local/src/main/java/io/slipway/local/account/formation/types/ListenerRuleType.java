package io.slipway.local.account.formation.types;

import io.slipway.aws.SdkJson;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RulePriorityPair;

/** {@code AWS::ElasticLoadBalancingV2::ListenerRule}. {@code Ref} is its ARN. */
final class ListenerRuleType extends DeclaredType {

  private final ElasticLoadBalancingV2Client balancers;

  ListenerRuleType(ElasticLoadBalancingV2Client balancers) {
    super(
        "AWS::ElasticLoadBalancingV2::ListenerRule",
        new Schema(
            Set.of("ListenerArn", "Priority", "Conditions", "Actions", "Tags"),
            Set.of("Priority", "Conditions", "Actions"),
            Set.of("RuleArn", "IsDefault")),
        Duration.ofSeconds(2));
    this.balancers = balancers;
  }

  @Override
  public Made create(Order order) {
    var request = SdkJson.read(order.properties(), CreateRuleRequest.class);
    var arn = balancers.createRule(request).rules().getFirst().ruleArn();
    return new Made(arn, Map.of("RuleArn", arn, "IsDefault", "false"));
  }

  @Override
  public Set<String> replacing() {
    return Set.of("ListenerArn");
  }

  @Override
  public Made update(Existing was, Order order) {
    var changed = order.changed(was);
    var priority = changed.remove("Priority");
    if (!changed.isEmpty()) {
      changed.put("RuleArn", was.physicalId());
      balancers.modifyRule(SdkJson.read(changed, ModifyRuleRequest.class));
    }
    if (priority != null) {
      var pair =
          RulePriorityPair.builder().ruleArn(was.physicalId()).priority(priority.asInt()).build();
      balancers.setRulePriorities(request -> request.rulePriorities(pair));
    }
    return was.same();
  }

  @Override
  public void delete(Existing resource) {
    try {
      balancers.deleteRule(request -> request.ruleArn(resource.physicalId()));
    } catch (RuleNotFoundException e) {
      // Somebody has deleted it before: what is wanted has happened.
    }
  }
}
