package io.slipway.local.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;

/** G1: a share of the traffic is followed by a larger one only when it has proved good. */
final class GatesAreKept extends Rule {

  /** Longer than a handler that has looked at the alarms needs to write down its verdict. */
  private static final Duration LOOKED = Duration.ofSeconds(60);

  private static final int ALL = 100;
  private static final String JUDGED = "JudgeStep ";

  private final Map<String, Share> shares = new HashMap<>();

  /** What a candidate has, since when, and how long the log was then. */
  private record Share(int percent, Instant since, int logged) {

    static final Share NONE = new Share(0, Instant.MIN, 0);
  }

  GatesAreKept(Journal journal) {
    super(
        "G1",
        "a share grows, and a shift succeeds, only after the share before was watched as long as"
            + " planned or promoted, and was judged to be good, or by a way back round a live slot in which nobody"
            + " answers; none is judged good in an alarm",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var found = new ArrayList<String>();
    for (var event : journal.news()) {
      journal.of(event).ifPresent(trail -> alarmed(view, trail, event, found));
    }
    for (var trail : journal.justEnded()) {
      var share = shares.getOrDefault(trail.id, Share.NONE);
      if (trail.state.equals("SUCCEEDED") && share.percent() == ALL && !trail.isPutBack()) {
        found.addAll(unproved(view, trail, share, "succeeds"));
      }
    }
    if (effect.answered()) {
      for (var given : Ways.given(view, effect)) {
        journal
            .by(effect)
            .filter(trail -> trail.before != null && isGated(trail))
            .ifPresent(trail -> found.addAll(shifted(view, effect, trail, given)));
      }
    }
    return found;
  }

  /** A rollback goes at once to what has proved good before. */
  private static boolean isGated(Trail trail) {
    return trail.kind.equals("canary-shift") || trail.kind.equals("swap");
  }

  private static void alarmed(View view, Trail trail, Logged event, List<String> found) {
    if (event.what().startsWith(JUDGED) && event.what().endsWith(" DONE")) {
      var since = view.now().minus(LOOKED);
      view.account().cloudWatch().describeAlarms(all -> {}).metricAlarms().stream()
          .filter(alarm -> trail.plan.contains("\"" + alarm.alarmName() + "\""))
          .filter(alarm -> alarm.stateValue() == StateValue.ALARM)
          .filter(alarm -> alarm.stateUpdatedTimestamp().isBefore(since))
          .map(MetricAlarm::alarmName)
          .forEach(
              alarm ->
                  found.add("%s: %s, while %s is in ALARM".formatted(trail, event.what(), alarm)));
    }
  }

  private List<String> shifted(View view, Effect effect, Trail trail, Ways.Given given) {
    var before = trail.before.weights().getOrDefault(given.way(), Map.of());
    var now = given.weights();
    int percent =
        before.entrySet().stream()
            .filter(entry -> entry.getValue() == 0)
            .mapToInt(entry -> now.getOrDefault(entry.getKey(), 0))
            .findFirst()
            .orElse(0);
    var share = shares.getOrDefault(trail.id, Share.NONE);
    if (percent == share.percent()) {
      return List.of();
    }
    shares.put(trail.id, new Share(percent, effect.time(), journal.log().size()));
    boolean saved = trail.isPutBack() && percent == ALL && isDead(view, before);
    return percent > share.percent() && share.percent() > 0 && !saved
        ? unproved(view, trail, share, "gives its candidate " + percent + " %")
        : List.of();
  }

  /** Whether nobody answers where all customers were: then the way back leads round it first. */
  private static boolean isDead(View view, Map<String, Integer> before) {
    return before.entrySet().stream()
        .filter(entry -> entry.getValue() == ALL)
        .flatMap(
            live ->
                view
                    .account()
                    .loadBalancers()
                    .describeTargetHealth(request -> request.targetGroupArn(live.getKey()))
                    .targetHealthDescriptions()
                    .stream())
        .noneMatch(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY);
  }

  private List<String> unproved(View view, Trail trail, Share share, String what) {
    if (disturbed(view, trail.application, trail.startedAt, Interference.Kind.BY_HAND)) {
      return List.of();
    }
    var events =
        journal.log().subList(share.logged(), journal.log().size()).stream()
            .filter(event -> event.operationId().equals(trail.id))
            .map(Logged::what)
            .toList();
    var found = new ArrayList<String>();
    if (events.stream().noneMatch(e -> e.startsWith(JUDGED) && e.endsWith(" DONE"))) {
      found.add(
          "%s %s, and nobody has judged the %d %% before to be good"
              .formatted(trail, what, share.percent()));
    }
    var watched = Duration.between(share.since(), view.now());
    boolean promoted = events.contains("PROMOTE");
    planned(trail, share.percent())
        .filter(bake -> !promoted && watched.compareTo(bake) < 0)
        .ifPresent(
            bake ->
                found.add(
                    "%s %s after %s of %d %%, which were to be %s"
                        .formatted(trail, what, watched, share.percent(), bake)));
    return found;
  }

  /** How long a share is to be watched. */
  private static Optional<Duration> planned(Trail trail, int percent) {
    return StreamSupport.stream(trail.shift().path("steps").spliterator(), false)
        .filter(step -> step.path("weight").asInt() == percent)
        .map(step -> Duration.parse(step.path("bake").asText()))
        .findFirst();
  }
}
