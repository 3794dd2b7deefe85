package io.slipway.local.simulation.invariant;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Role;
import io.slipway.store.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** V1: when nothing runs, the inventory says what is. */
final class InventoryIsReality extends Rule {

  private static final int ALL = 100;

  InventoryIsReality(Journal journal) {
    super(
        "V1",
        "at rest, each place has the revision, the image and the share of the traffic that the"
            + " inventory says, and there is no service besides",
        journal);
  }

  @Override
  public List<String> atRest(View view) {
    var found = new ArrayList<String>();
    for (var application : WayBackStays.applications(view)) {
      var name = application.name().value();
      if (!disturbed(view, name, Instant.MIN, Interference.Kind.BY_HAND)) {
        var shape = Shape.of(view, name);
        var entries = new Inventory(view.platform()).of(application.name());
        entries.forEach(entry -> check(view, entry, shape, found));
        shape.services().keySet().stream()
            .filter(place -> entries.stream().noneMatch(entry -> entry.place() == place))
            .forEach(place -> found.add("the inventory of " + name + " lacks " + place));
      }
    }
    return found;
  }

  private static void check(View view, InventoryEntry entry, Shape shape, List<String> found) {
    var where = entry.place() + " of " + entry.application();
    var service = shape.services().get(entry.place());
    if (service == null) {
      found.add(where + " has no service");
      return;
    }
    entry
        .release()
        .ifPresent(
            release -> {
              if (!release.taskDefinition().equals(service.taskDefinition())) {
                found.add(
                    "%s has %s, by the inventory %s"
                        .formatted(where, service.taskDefinition(), release.taskDefinition()));
              } else if (!image(view, service.taskDefinition())
                  .contains(release.digest().value())) {
                found.add(where + " has another image than the inventory says");
              }
            });
    entry
        .role()
        .ifPresent(
            role -> {
              int weight = shape.share(entry);
              if (weight != (role == Role.LIVE ? ALL : 0)) {
                found.add("%s is %s and has %d %%".formatted(where, role, weight));
              }
            });
  }

  /** The containers of a revision, with the digests of their images. */
  static String image(View view, String taskDefinition) {
    return view.account()
        .ecs()
        .describeTaskDefinition(request -> request.taskDefinition(taskDefinition))
        .taskDefinition()
        .containerDefinitions()
        .toString();
  }
}
