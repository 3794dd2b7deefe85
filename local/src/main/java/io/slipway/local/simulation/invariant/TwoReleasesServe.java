package io.slipway.local.simulation.invariant;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/** T5: customers never meet a third release. */
final class TwoReleasesServe extends Rule {

  private static final int MOST = 2;

  TwoReleasesServe(Journal journal) {
    super("T5", "at most two releases serve a host", journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    boolean concerned =
        effect.request() instanceof ModifyRuleRequest
            || effect.request() instanceof ChangeResourceRecordSetsRequest
            || effect.request() instanceof UpdateServiceRequest;
    if (!concerned
        || !effect.answered()
        || journal
            .by(effect)
            .filter(trail -> trail.before != null)
            .filter(
                trail ->
                    !disturbed(
                        view, trail.application, trail.plannedFrom(), Interference.Kind.BY_HAND))
            .isEmpty()) {
      return List.of();
    }
    var fleet = view.account().ecs().fleet();
    for (var weights : Ways.all(view)) {
      Set<String> serving = new HashSet<>();
      weights.forEach(
          (group, weight) -> {
            if (weight > 0) {
              serving.addAll(fleet.serving(group));
            }
          });
      if (serving.size() > MOST) {
        return List.of("a host is served by " + serving);
      }
    }
    return List.of();
  }

  @Override
  public List<String> atRest(View view) {
    return WeightsAreWhole.standing(view, "atMostTwoReleasesServe");
  }
}
