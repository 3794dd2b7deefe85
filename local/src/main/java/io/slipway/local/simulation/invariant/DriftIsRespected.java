package io.slipway.local.simulation.invariant;

import io.slipway.store.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;

/** V3: what somebody has changed by hand is found and shown, and not written over in silence. */
final class DriftIsRespected extends Rule {

  /** What each rule was given by Slipway in this run. */
  private final Map<String, Set<Map<String, Integer>>> ours = new HashMap<>();

  /** The rules as they were after the effect before. */
  private List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule> seen = List.of();

  DriftIsRespected(Journal journal) {
    super(
        "V3",
        "weights that somebody has set by hand are not overwritten by an operation that does not"
            + " know of them, but where a person has said so and the log has what they were, and are"
            + " shown as drift",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var before = seen;
    seen = view.account().loadBalancers().rules();
    if (!(effect.request() instanceof ModifyRuleRequest request)) {
      return List.of();
    }
    var known = ours.computeIfAbsent(request.ruleArn(), arn -> new HashSet<>());
    var by = journal.by(effect).filter(trail -> trail.before != null);
    by.map(trail -> trail.before.weights().get(request.ruleArn())).ifPresent(known::add);
    weights(seen, request.ruleArn()).ifPresent(known::add);
    var overwritten =
        weights(before, request.ruleArn())
            .filter(vector -> !known.contains(vector))
            .filter(vector -> by.stream().noneMatch(trail -> isPlanned(trail, vector)));
    if (overwritten.isEmpty()
        || by.isEmpty()
        || raced(view, by.get(), effect)
        || !effect.answered()
        || isAskedFor(by.get())) {
      return List.of();
    }
    return List.of(
        "%s overwrites %s, which Slipway has not set"
            .formatted(by.get(), Forwards.told(overwritten.get())));
  }

  /** A person has resumed it saying so, and it has told what it overwrites. */
  private boolean isAskedFor(Trail trail) {
    return says(trail, "RESUME", "over weights that somebody has set by hand")
        && says(trail, "RestoreTraffic traffic" + Logged.RUNNING, "overwritten as was asked for");
  }

  private boolean says(Trail trail, String what, String text) {
    return journal.log().stream()
        .filter(event -> event.operationId().equals(trail.id) && event.what().equals(what))
        .anyMatch(event -> event.message().contains(text));
  }

  private static Optional<Map<String, Integer>> weights(
      List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule> rules, String arn) {
    return rules.stream()
        .filter(rule -> rule.ruleArn().equals(arn))
        .findFirst()
        .map(rule -> Forwards.weights(rule.actions()));
  }

  /** A weight that somebody has set by hand and that was planned cannot be told from ours. */
  private static boolean isPlanned(Trail trail, Map<String, Integer> weights) {
    return weights.values().stream()
        .anyMatch(weight -> SharesRiseThenFall.isPlanned(trail, weight));
  }

  @Override
  public List<String> atRest(View view) {
    var found = new ArrayList<String>();
    for (var application : WayBackStays.applications(view)) {
      var name = application.name().value();
      if (!disturbed(view, name, Instant.MIN, Interference.Kind.BY_HAND)) {
        continue;
      }
      var shape = Shape.of(view, name);
      var entries = new Inventory(view.platform()).of(application.name());
      if (entries.stream().anyMatch(entry -> entry.drift().isPresent())) {
        continue;
      }
      for (var entry : entries) {
        var service = shape.services().get(entry.place());
        if (service != null && entry.role().isPresent()) {
          int weight =
              shape
                  .weights()
                  .getOrDefault(entry.address().rule(), Map.of())
                  .getOrDefault(service.targetGroup(), -1);
          int expected = entry.role().get() == io.slipway.domain.Role.LIVE ? 100 : 0;
          if (weight != expected) {
            found.add(
                "%s of %s has %d %%, by the inventory %d, and is not shown to have drifted"
                    .formatted(entry.place(), name, weight, expected));
          }
        }
      }
    }
    return found;
  }
}
