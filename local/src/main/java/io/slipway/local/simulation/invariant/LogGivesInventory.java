package io.slipway.local.simulation.invariant;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Release;
import io.slipway.store.Inventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** L5: who reads the log from its beginning knows which operation gave each place what it has. */
final class LogGivesInventory extends Rule {

  private static final String ROLLED_OUT = "CheckRollout ";

  LogGivesInventory(Journal journal) {
    super(
        "L5",
        "the release that the inventory has in a place is that of the last rollout that the log"
            + " says has been done there",
        journal);
  }

  @Override
  public List<String> ofHistory(View view) {
    Map<String, Trail> byId = new HashMap<>();
    journal.trails().forEach(trail -> byId.put(trail.id, trail));
    Map<String, Trail> last = new HashMap<>();
    Map<String, Trail> pending = new HashMap<>();
    for (var event : journal.log()) {
      var trail = byId.get(event.operationId());
      if (trail == null) {
        continue;
      }
      if (event.what().startsWith(ROLLED_OUT) && event.what().endsWith(" DONE")) {
        var place = event.step().substring(ROLLED_OUT.length());
        pending.put(name(trail.application, place), trail);
      } else if (event.what().equals("SUCCEEDED")) {
        pending.values().removeIf(p -> p == trail && keep(last, pending, trail));
        if (trail.kind.equals("delete-stack")) {
          // another application may have its name from now on
          last.keySet().removeIf(place -> place.startsWith(name(trail.application, "")));
        }
      }
    }
    var found = new ArrayList<String>();
    for (var application : WayBackStays.applications(view)) {
      for (var entry : new Inventory(view.platform()).of(application.name())) {
        wrong(entry, last).ifPresent(found::add);
      }
    }
    return found;
  }

  private static boolean keep(Map<String, Trail> last, Map<String, Trail> pending, Trail trail) {
    pending.forEach(
        (place, by) -> {
          if (by == trail) {
            last.put(place, trail);
          }
        });
    return true;
  }

  private static Optional<String> wrong(InventoryEntry entry, Map<String, Trail> last) {
    var trail = last.get(name(entry.application().value(), entry.place().toString()));
    if (trail == null || !trail.kind.equals("deploy")) {
      return Optional.empty();
    }
    var by = entry.release().map(Release::operationId).orElse("nobody");
    return by.equals(trail.id)
        ? Optional.empty()
        : Optional.of(
            "by the log, %s has been given its release by %s, by the inventory, by %s"
                .formatted(entry.place(), trail.id, by));
  }

  private static String name(String application, String place) {
    return application.toLowerCase(Locale.ROOT) + " " + place.toLowerCase(Locale.ROOT);
  }
}
