package io.slipway.local.simulation.invariant;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Role;
import io.slipway.store.Inventory;
import java.util.ArrayList;
import java.util.List;

/**
 * V2: the inventory never calls live what customers have left, but while an operation moves them.
 */
final class LiveIsServed extends Rule {

  LiveIsServed(Journal journal) {
    super(
        "V2",
        "when an operation on production ends, the slot that the inventory calls live has traffic,"
            + " and the other has none",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var found = new ArrayList<String>();
    for (var trail : journal.justEnded()) {
      if (trail.before != null
          && !trail.isWhole()
          && !disturbed(
              view, trail.application, java.time.Instant.MIN, Interference.Kind.BY_HAND)) {
        var shape = Shape.of(view, trail.application);
        for (var entry :
            new Inventory(view.platform()).of(new ApplicationName(trail.application))) {
          var service = shape.services().get(entry.place());
          if (entry.role().isPresent()
              && service != null
              && trail.groups.contains(entry.place().group())) {
            int weight = shape.share(entry);
            if ((weight > 0) != (entry.role().get() == Role.LIVE)) {
              found.add(
                  "%s has ended; %s is %s and has %d %%"
                      .formatted(trail, entry.place(), entry.role().get(), weight));
            }
          }
        }
      }
    }
    return found;
  }
}
