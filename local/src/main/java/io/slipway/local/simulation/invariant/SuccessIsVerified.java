package io.slipway.local.simulation.invariant;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Role;
import io.slipway.store.Inventory;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ecs.model.DeploymentRolloutState;

/** R6: what is said to have succeeded is so. */
final class SuccessIsVerified extends Rule {

  private static final int ALL = 100;

  SuccessIsVerified(Journal journal) {
    super(
        "R6",
        "when an operation succeeds, every place of its groups runs the inventory's revision, and"
            + " customers are where the inventory says",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var found = new ArrayList<String>();
    for (var trail : journal.justEnded()) {
      if (trail.state.equals("SUCCEEDED")
          && !trail.isWhole()
          && trail.before != null
          && !disturbed(
              view,
              trail.application,
              trail.plannedFrom(),
              Interference.Kind.BY_HAND,
              Interference.Kind.HEALTH,
              Interference.Kind.DEPENDENCY,
              Interference.Kind.SCALING)) {
        var shape = Shape.of(view, trail.application);
        new Inventory(view.platform())
            .of(new ApplicationName(trail.application)).stream()
                .filter(entry -> trail.groups.contains(entry.place().group()))
                .forEach(entry -> check(view, trail, entry, shape, found));
      }
    }
    return found;
  }

  private static void check(
      View view, Trail trail, InventoryEntry entry, Shape shape, List<String> found) {
    var service = shape.services().get(entry.place());
    if (service == null) {
      found.add(trail + " succeeded, but there is no service for " + entry.place());
      return;
    }
    entry
        .release()
        .filter(release -> !release.taskDefinition().equals(service.taskDefinition()))
        .ifPresent(
            release ->
                found.add(
                    "%s succeeded, but %s runs %s, not %s"
                        .formatted(
                            trail,
                            service.name(),
                            service.taskDefinition(),
                            release.taskDefinition())));
    entry
        .release()
        .filter(
            release ->
                !InventoryIsReality.image(view, service.taskDefinition())
                    .contains(release.digest().value()))
        .ifPresent(
            release ->
                found.add(
                    "%s succeeded, but the image of %s is not that of %s"
                        .formatted(trail, service.name(), release.version())));
    if (entry.release().isPresent() && isMoving(view, service.name())) {
      found.add("%s succeeded, but the rollout of %s goes on".formatted(trail, service.name()));
    }
    int weight = shape.share(entry);
    if (entry.role().filter(Role.LIVE::equals).isPresent() && weight != ALL) {
      found.add("%s succeeded, but the live slot has %d %%".formatted(trail, weight));
    }
  }

  private static boolean isMoving(View view, String service) {
    return view.account().ecs().fleet().named(service::equals).stream()
        .anyMatch(
            found ->
                found.deployments().size() > 1
                    && found.deployments().getFirst().rolloutState()
                        != DeploymentRolloutState.COMPLETED);
  }
}
