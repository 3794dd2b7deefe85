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
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;

/** V3: what somebody has changed by hand is found and shown, and not written over in silence. */
final class DriftIsRespected extends Rule {

  /** What each way was given by Slipway in this run. */
  private final Map<String, Set<Map<String, Integer>>> ours = new HashMap<>();

  /** The rules as they were after the effect before. */
  private List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule> seen = List.of();

  /** Names as their records were after the change before. */
  private final Map<String, Map<String, Integer>> names = new HashMap<>();

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
    var by = journal.by(effect).filter(trail -> trail.before != null);
    var found = new ArrayList<String>();
    for (var given : Ways.given(view, effect)) {
      var known = ours.computeIfAbsent(given.way(), way -> new HashSet<>());
      by.map(trail -> trail.before.weights().get(given.way())).ifPresent(known::add);
      known.add(given.weights());
      var overwritten =
          weights(before, given.way())
              .or(() -> Optional.ofNullable(names.get(given.way())))
              .filter(vector -> !known.contains(vector))
              .filter(vector -> by.stream().noneMatch(trail -> isPlanned(trail, vector)));
      if (overwritten.isPresent()
          && by.isPresent()
          && !raced(view, by.get(), effect)
          && effect.answered()
          && !isAskedFor(by.get())) {
        found.add(
            "%s overwrites %s, which Slipway has not set"
                .formatted(by.get(), Forwards.told(overwritten.get())));
      }
      if (effect.request() instanceof ChangeResourceRecordSetsRequest) {
        names.put(given.way(), given.weights());
      }
    }
    return found;
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
          int weight = shape.share(entry);
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
