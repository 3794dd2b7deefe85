package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** X1: one operation at a time on an application and group, and fences that only rise. */
final class LocksExclude extends Rule {

  private final Map<String, Integer> read = new HashMap<>();

  LocksExclude(Journal journal) {
    super(
        "X1",
        "a lock goes from nobody to one operation and back, with a higher fence each time, and"
            + " without it nothing runs",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var found = new ArrayList<String>();
    journal
        .locks()
        .forEach(
            (name, states) -> {
              int from = Math.max(1, read.getOrDefault(name, 1));
              for (int i = from; i < states.size(); i++) {
                var wrong = wrong(name, states.get(i - 1), states.get(i));
                if (wrong != null) {
                  found.add(wrong);
                }
              }
              read.put(name, Math.max(1, states.size()));
            });
    for (var started : journal.justStarted()) {
      for (var other : journal.trails()) {
        if (other != started && other.isUnderWay() && other.overlaps(started)) {
          found.add(started + " begins while " + other + " is under way");
        }
      }
    }
    return found;
  }

  private static String wrong(String name, Journal.Lock before, Journal.Lock after) {
    if (after.fence() < before.fence()) {
      return "%s: the fence falls from %d to %d".formatted(name, before.fence(), after.fence());
    }
    if (after.owner().isEmpty() || after.owner().equals(before.owner())) {
      return null;
    }
    if (before.owner().isPresent()) {
      return "%s is taken from %s by %s".formatted(name, before.owner().get(), after.owner().get());
    }
    return after.fence() == before.fence()
        ? "%s is taken by %s without a higher fence".formatted(name, after.owner().get())
        : null;
  }
}
