package io.slipway.local.simulation.invariant;

import io.slipway.domain.ApplicationName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** R4: what needs a person's attention is held by name, and said once. */
final class AttentionIsSafe extends Rule {

  private final Set<Trail> seen = new HashSet<>();

  AttentionIsSafe(Journal journal) {
    super(
        "R4",
        "an operation that needs attention holds its locks, has said so in the log, and leaves no"
            + " rule split between two releases",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var found = new ArrayList<String>();
    seen.retainAll(journal.needAttention());
    for (var trail : journal.needAttention()) {
      if (seen.add(trail)) {
        found.addAll(wrong(view, trail));
      } else if (!Journal.isAboutAws(effect)) {
        found.addAll(unlocked(view, trail));
      }
    }
    return found;
  }

  private List<String> wrong(View view, Trail trail) {
    var found = new ArrayList<String>(unlocked(view, trail));
    if (journal.log().stream()
        .noneMatch(
            e -> e.operationId().equals(trail.id) && e.what().equals(Journal.NEEDS_ATTENTION))) {
      found.add(trail + " needs attention, and no event says so");
    }
    return found;
  }

  private List<String> unlocked(View view, Trail trail) {
    var found = new ArrayList<String>();
    var name = new ApplicationName(trail.application);
    for (var group : trail.groups) {
      var lock = journal.lock(view, "APPLICATION#" + name.key(), "LOCK#" + group);
      if (lock.owner().filter(trail.id::equals).isEmpty()) {
        found.add(trail + " needs attention and does not hold its lock of " + group);
      }
    }
    return found;
  }

  @Override
  public List<String> atRest(View view) {
    var found = new ArrayList<String>();
    for (var trail : journal.needAttention()) {
      found.addAll(wrong(view, trail));
    }
    return found;
  }
}
