package io.slipway.operation;

import io.slipway.aws.AlbRouter;
import io.slipway.aws.Capacity;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Rejected;
import io.slipway.domain.Release;
import io.slipway.domain.Role;
import io.slipway.domain.TrafficSplit;
import io.slipway.domain.Weights;
import io.slipway.runtime.Platform;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import java.util.List;

/**
 * Looks at both slots of production before traffic moves: whether the inventory and the load
 * balancer agree on which is live, and whether the other has something to offer.
 */
public final class ProductionSurvey {

  private final Operations operations;
  private final Inventory inventory;
  private final AlbRouter router;
  private final Capacity capacity;

  public ProductionSurvey(Platform platform) {
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.router = new AlbRouter(platform);
    this.capacity = new Capacity(platform);
  }

  /**
   * Both slots as they are now: {@code live} has all customers, {@code idle} all of the preview.
   */
  public record Slots(ShiftPlan.Slot live, ShiftPlan.Slot idle) {

    /**
     * The release that waits in the idle slot.
     *
     * @throws Rejected 409 where there is none that runs, or it is what customers have already
     */
    Release next() {
      var next = idle.release().orElseThrow(() -> refused("empty-slot", "has no release"));
      if (idle.size().desired() == 0) {
        throw refused("empty-slot", "runs no task of " + next.version());
      }
      if (live.release().filter(current -> same(current, next)).isPresent()) {
        throw refused("nothing-to-shift", "has the release that customers have, " + next.version());
      }
      return next;
    }

    private Rejected refused(String code, String what) {
      return new Rejected(
          409,
          code,
          "the idle slot "
              + idle.place()
              + " "
              + what
              + "; POST /stacks/deploytoprodBlue deploys the next release to it");
    }

    private static boolean same(Release one, Release other) {
      return one.digest().equals(other.digest())
          && one.specificationVersion() == other.specificationVersion();
    }
  }

  /**
   * The slots of an application.
   *
   * @throws Rejected 409 where another operation is at them, or somebody has changed the weights
   */
  public Slots slots(ApplicationName application) {
    operations.requireFree(application, List.of(EnvironmentGroup.PRODUCTION));
    var entries = inventory.of(application, EnvironmentGroup.PRODUCTION);
    var live = in(Role.LIVE, entries, application);
    var idle = in(Role.IDLE, entries, application);
    agree(live, idle, live.address().rule(), TrafficSplit.ALL_LIVE, "customers");
    agree(live, idle, live.address().previewRule().orElseThrow(), TrafficSplit.ALL_IDLE, "preview");
    return new Slots(slot(live), slot(idle));
  }

  private static InventoryEntry in(
      Role role, List<InventoryEntry> entries, ApplicationName application) {
    return entries.stream()
        .filter(entry -> entry.role().filter(role::equals).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new Rejected(
                    409,
                    "no-slots",
                    "'" + application + "' has no " + role + " slot in the inventory"));
  }

  private void agree(
      InventoryEntry live, InventoryEntry idle, String rule, TrafficSplit split, String host) {
    var expected = Weights.split(live.address().targetGroup(), idle.address().targetGroup(), split);
    var found = router.weights(rule);
    if (!found.equals(expected)) {
      throw new Rejected(
          409,
          "traffic-changed",
          "by the inventory "
              + live.place()
              + " is live, so the "
              + host
              + " host's weights are to be "
              + expected
              + ", but the load balancer has "
              + found
              + ": somebody has changed them; put them right in "
              + rule
              + " and ask again");
    }
  }

  private ShiftPlan.Slot slot(InventoryEntry entry) {
    return new ShiftPlan.Slot(
        entry.place(), entry.address(), entry.release(), capacity.size(entry.address()));
  }
}
