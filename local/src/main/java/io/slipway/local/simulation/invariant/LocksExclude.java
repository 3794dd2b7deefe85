package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** X1: one operation at a time on an application and group, and fences that only rise. */
final class LocksExclude extends Rule {

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
    for (var change : journal.justLocked()) {
      wrong(change).ifPresent(found::add);
    }
    for (var started : journal.justStarted()) {
      for (var other : journal.trails()) {
        if (other != started && other.isUnderWay() && other.overlaps(started)) {
          found.add(started + " begins while " + other + " is under way");
        }
      }
    }
    return found;
  }

  private static Optional<String> wrong(Journal.LockChange change) {
    var before = change.before();
    var after = change.after();
    if (after.fence() < before.fence()) {
      return Optional.of(
          "%s: the fence falls from %d to %d"
              .formatted(change.name(), before.fence(), after.fence()));
    }
    if (after.owner().isEmpty() || after.owner().equals(before.owner())) {
      return Optional.empty();
    }
    if (before.owner().isPresent()) {
      return Optional.of(
          "%s is taken from %s by %s"
              .formatted(change.name(), before.owner().get(), after.owner().get()));
    }
    return after.fence() == before.fence()
        ? Optional.of(
            "%s is taken by %s without a higher fence"
                .formatted(change.name(), after.owner().get()))
        : Optional.empty();
  }
}
