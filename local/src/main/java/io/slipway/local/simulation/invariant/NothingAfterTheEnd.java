package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** R5: to abort, or to steer otherwise, what has ended does nothing. */
final class NothingAfterTheEnd extends Rule {

  private static final Set<String> CONTROLS =
      Set.of("ABORT", "PROMOTE", "PAUSE", "RESUME", "APPROVE");

  NothingAfterTheEnd(Journal journal) {
    super(
        "R5", "what has ended is neither aborted nor steered, and takes no further step", journal);
  }

  @Override
  public List<String> ofHistory(View view) {
    var found = new ArrayList<String>();
    var ended = new HashSet<String>();
    for (var event : journal.log()) {
      if (ended.contains(event.operationId())
          && (CONTROLS.contains(event.what()) || event.isIntent())) {
        found.add("%s of %s comes after its end".formatted(event.what(), event.operationId()));
      }
      if (Trail.isTerminal(event.what())) {
        ended.add(event.operationId());
      }
    }
    return found;
  }
}
