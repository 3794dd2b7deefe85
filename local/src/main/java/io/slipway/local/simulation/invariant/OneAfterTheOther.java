package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** X3: the log shows one operation after the other, and what became of each. */
final class OneAfterTheOther extends Rule {

  OneAfterTheOther(Journal journal) {
    super(
        "X3",
        "by the log, no operation starts before the one before it on the same application and"
            + " group has ended, and what has waited in vain is said to have",
        journal);
  }

  @Override
  public List<String> ofHistory(View view) {
    var found = new ArrayList<String>();
    Map<String, Trail> byId = new HashMap<>();
    journal.trails().forEach(trail -> byId.put(trail.id, trail));
    var open = new ArrayList<Trail>();
    for (var event : journal.log()) {
      var trail = byId.get(event.operationId());
      if (trail == null) {
        continue;
      }
      if (event.what().equals("STARTED")) {
        open.stream()
            .filter(trail::overlaps)
            .forEach(other -> found.add(trail + " starts before " + other + " has ended"));
        open.add(trail);
      } else if (Trail.isTerminal(event.what())) {
        open.remove(trail);
      }
    }
    byId.values().stream()
        .filter(trail -> trail.startedAt == null && trail.hasEnded())
        .filter(trail -> journal.log().stream().noneMatch(event -> tells(event, trail)))
        .forEach(trail -> found.add(trail + " has waited in vain, and no event says so"));
    return found;
  }

  private static boolean tells(Logged event, Trail trail) {
    return event.operationId().equals(trail.id) && event.what().equals(trail.state);
  }
}
