package io.slipway.local.simulation.invariant;

import io.slipway.local.account.Invariants;
import io.slipway.local.account.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/** T1: what is set is whole. */
final class WeightsAreWhole extends Rule {

  private static final int WHOLE = 100;
  private static final int MOST = 999;

  WeightsAreWhole(Journal journal) {
    super(
        "T1",
        "every rule forwards to a group, and its weights, or those of a name's records, sum to 100",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    if (effect.request() instanceof ChangeResourceRecordSetsRequest) {
      return Ways.given(view, effect).stream()
          .flatMap(given -> wrong(given.weights()).stream())
          .toList();
    }
    if (!(effect.request() instanceof ModifyRuleRequest request) || !request.hasActions()) {
      return List.of();
    }
    return Forwards.rule(view, request.ruleArn())
        .map(rule -> wrong(Forwards.weights(rule.actions())))
        .orElse(List.of());
  }

  private static List<String> wrong(Map<String, Integer> weights) {
    var found = new ArrayList<String>();
    if (weights.isEmpty()) {
      found.add("a rule forwards to nobody");
    }
    if (weights.values().stream().anyMatch(weight -> weight < 0 || weight > MOST)) {
      found.add("a weight is out of 0 to 999: " + Forwards.told(weights));
    }
    int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
    if (weights.size() > 1 && sum != WHOLE) {
      found.add("the weights do not sum to 100: " + Forwards.told(weights));
    }
    return found;
  }

  @Override
  public List<String> atRest(View view) {
    return standing(view, "weightsSumToOneHundred");
  }

  /** What a rule of the account itself says at the moment. */
  static List<String> standing(View view, String name) {
    return Invariants.check(view.account(), Optional.empty()).stream()
        .filter(violation -> violation.invariant().equals(name))
        .map(Violation::what)
        .toList();
  }
}
