package io.slipway.local.simulation.invariant;

import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;

/** O3: a rule never needs more than is allowed. */
final class WithinQuotas extends Rule {

  private static final int MOST_GROUPS = 2;

  WithinQuotas(Journal journal) {
    super("O3", "a rule of an application forwards to at most two target groups", journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    if (!(effect.request() instanceof ModifyRuleRequest request)) {
      return List.of();
    }
    return Forwards.rule(view, request.ruleArn())
        .map(rule -> Forwards.weights(rule.actions()))
        .filter(weights -> weights.size() > MOST_GROUPS)
        .map(weights -> List.of("a rule forwards to " + Forwards.told(weights)))
        .orElse(List.of());
  }
}
