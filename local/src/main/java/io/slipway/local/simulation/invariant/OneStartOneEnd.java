package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.List;

/** L1: the log tells of each operation how it began and how it ended, once. */
final class OneStartOneEnd extends Rule {

  OneStartOneEnd(Journal journal) {
    super("L1", "each operation has one STARTED event and one terminal event", journal);
  }

  @Override
  public List<String> ofHistory(View view) {
    var found = new ArrayList<String>();
    for (var trail : journal.trails()) {
      long starts = count(trail, "STARTED");
      long ends =
          journal.log().stream()
              .filter(event -> event.operationId().equals(trail.id))
              .filter(event -> Trail.isTerminal(event.what()))
              .count();
      if (starts != (trail.startedAt == null ? 0 : 1)) {
        found.add(trail + " has " + starts + " STARTED events");
      }
      if (ends != (trail.hasEnded() ? 1 : 0)) {
        found.add("%s is %s and has %d terminal events".formatted(trail, trail.state, ends));
      } else if (trail.hasEnded() && count(trail, trail.state) != 1) {
        found.add(trail + " is " + trail.state + ", and the log says otherwise");
      }
    }
    return found;
  }

  private long count(Trail trail, String what) {
    return journal.log().stream()
        .filter(event -> event.operationId().equals(trail.id) && event.what().equals(what))
        .count();
  }
}
