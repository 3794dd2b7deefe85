package io.slipway.local.simulation.invariant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** T4: the candidate's share only rises, until it only falls, and is one that was planned. */
final class SharesRiseThenFall extends Rule {

  private static final Pattern WEIGHT = Pattern.compile("\"weight\"\\s*:\\s*(\\d+)");
  private static final int ALL = 100;

  private final Map<String, Course> courses = new HashMap<>();

  /** What an operation has done to customers' traffic so far. */
  private static final class Course {
    private String candidate;
    private int share;
    private boolean falls;
  }

  SharesRiseThenFall(Journal journal) {
    super(
        "T4",
        "a candidate's share is one that was planned; it rises, and once it has fallen it never"
            + " rises again, but by a call that was under way when the operation was taken over",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var given = Ways.given(view, effect);
    var by = journal.by(effect);
    if (given.isEmpty() || by.isEmpty() || by.get().before == null || !effect.answered()) {
      return List.of();
    }
    var trail = by.get();
    if (disturbed(view, trail.application, trail.plannedFrom(), Interference.Kind.BY_HAND)) {
      return List.of();
    }
    boolean stale = effect.number() < trail.takenOverBy;
    return given.stream()
        .flatMap(
            one -> {
              var before = trail.before.weights().getOrDefault(one.way(), Map.of());
              return judge(trail, before, one.weights(), stale).stream();
            })
        .toList();
  }

  private List<String> judge(
      Trail trail, Map<String, Integer> before, Map<String, Integer> now, boolean stale) {
    var course = courses.computeIfAbsent(trail.id, id -> new Course());
    if (course.candidate == null) {
      course.candidate =
          before.entrySet().stream()
              .filter(entry -> entry.getValue() == 0)
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse("");
    }
    int share = now.getOrDefault(course.candidate, 0);
    int former = course.share;
    course.share = share;
    if (share < former) {
      course.falls = true;
    } else if (share > former && course.falls && !stale) {
      return List.of(
          "%s raises the share of its candidate to %d %% after it had taken it back"
              .formatted(trail, share));
    }
    return isPlanned(trail, share)
        ? List.of()
        : List.of("%s gives its candidate %d %%, which no step says".formatted(trail, share));
  }

  /** Whether an operation may give its candidate this share. */
  static boolean isPlanned(Trail trail, int share) {
    return share == 0
        || share == ALL
        || WEIGHT
            .matcher(trail.plan)
            .results()
            .anyMatch(found -> Integer.parseInt(found.group(1)) == share);
  }
}
