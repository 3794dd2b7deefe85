package io.slipway.local.simulation.invariant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** T2: traffic goes to where it is answered, and where there is enough to answer it. */
final class ReceiversAreHealthy extends Rule {

  /** Longer than a call can hang after its handler has looked at the targets. */
  private static final Duration LOOKED = Duration.ofSeconds(90);

  /** Longer than targets stay sick, and are seen to be well again. */
  private static final Duration SICKNESS = Duration.ofMinutes(15);

  private static final int WHOLE = 100;

  private final Map<String, Map<String, Integer>> known = new HashMap<>();

  ReceiversAreHealthy(Journal journal) {
    super(
        "T2",
        "no group gets traffic without healthy targets, as many as its share needs, while another"
            + " has some; the way back of a first release leads to a slot to which nothing was ever"
            + " released, as customers had nothing before",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var by = journal.by(effect);
    if (!effect.answered() || by.isEmpty() || by.get().before == null) {
      return List.of();
    }
    var found = new ArrayList<String>();
    for (var given : Ways.given(view, effect)) {
      var at = by.get().before.weights().getOrDefault(given.way(), Map.of());
      var before = known.getOrDefault(given.way(), at);
      known.put(given.way(), given.weights());
      if (!excused(view, by.get(), effect)) {
        found.addAll(wrong(view, by.get(), before, given.weights()));
      }
    }
    return found;
  }

  private static boolean excused(View view, Trail trail, Effect effect) {
    return disturbed(
            view,
            trail.application,
            effect.time().minus(SICKNESS),
            Interference.Kind.HEALTH,
            Interference.Kind.DEPENDENCY)
        || disturbed(
            view,
            trail.application,
            effect.time().minus(LOOKED),
            Interference.Kind.SCALING,
            Interference.Kind.BY_HAND);
  }

  private static List<String> wrong(
      View view, Trail trail, Map<String, Integer> before, Map<String, Integer> now) {
    var found = new ArrayList<String>();
    now.forEach(
        (group, weight) -> {
          if (weight > before.getOrDefault(group, 0)) {
            long others =
                now.keySet().stream()
                    .filter(g -> !g.equals(group))
                    .mapToLong(g -> healthy(view, g))
                    .sum();
            int needed = before.containsKey(group) ? needed(trail, group, weight) : 1;
            long healthy = healthy(view, group);
            if (others > 0 && healthy < needed) {
              found.add(
                  "%s gets %d %% of the traffic and has %d healthy targets of the %d that it needs"
                      .formatted(Forwards.name(group), weight, healthy, needed));
            }
          }
        });
    return found;
  }

  /**
   * One where it had all the traffic by the operation's plan; else its share of the tasks that a
   * caller asked for, or of those that the other slot had when the operation began; at least one.
   * None where nothing was ever released to it: the way back of the first release leads there, as
   * customers had nothing before.
   */
  private static int needed(Trail trail, String group, int weight) {
    if (trail.shift().at("/from/address/targetGroup").asText().equals(group)) {
      return trail.shift().at("/from/release").isObject() ? 1 : 0;
    }
    int tasks =
        trail.shift().path("fixedTasks").asBoolean()
            ? trail.shift().path("tasks").asInt()
            : trail.before.services().values().stream()
                .filter(service -> isOther(trail, service, group))
                .mapToInt(Shape.ServiceShape::desired)
                .max()
                .orElse(1);
    return Math.max(1, Math.ceilDiv(tasks * weight, WHOLE));
  }

  private static boolean isOther(Trail trail, Shape.ServiceShape service, String group) {
    return !service.targetGroup().equals(group)
        && trail.before.weights().values().stream()
            .anyMatch(w -> w.containsKey(group) && w.containsKey(service.targetGroup()));
  }

  private static long healthy(View view, String group) {
    return view
        .account()
        .loadBalancers()
        .describeTargetHealth(request -> request.targetGroupArn(group))
        .targetHealthDescriptions()
        .stream()
        .filter(told -> told.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
        .count();
  }
}
