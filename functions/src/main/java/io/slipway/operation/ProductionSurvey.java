package io.slipway.operation;

import io.slipway.aws.Capacity;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.Environment;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Rejected;
import io.slipway.domain.Release;
import io.slipway.domain.Role;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.SecondaryService;
import io.slipway.domain.SlotSize;
import io.slipway.runtime.Platform;
import io.slipway.store.Adoption;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import io.slipway.store.Specifications;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at both slots of production before traffic moves: whether the inventory and AWS agree on
 * which is live, and whether the other has something to offer.
 */
public final class ProductionSurvey {

  private final Operations operations;
  private final Inventory inventory;
  private final DriftSurvey drift;
  private final Capacity capacity;
  private final Applications applications;
  private final Specifications specifications;

  public ProductionSurvey(Platform platform) {
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.drift = new DriftSurvey(platform);
    this.capacity = new Capacity(platform);
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
  }

  /**
   * Both slots as they are now: {@code live} has all customers, {@code idle} all of the preview.
   *
   * @param stopped whether the idle slot was stopped
   * @param adoptions what the inventory has to be told of them as the operation starts
   */
  public record Slots(
      ShiftPlan.Slot live, ShiftPlan.Slot idle, boolean stopped, List<Adoption> adoptions) {

    /** Whether customers have a release that they could share the traffic with. */
    boolean isShared() {
      return live.release().isPresent() && live.size().desired() > 0;
    }

    /**
     * The release that waits in the idle slot.
     *
     * @param digest the image that it has to have; empty for any
     * @throws Rejected 409 where there is none that runs, it has another image, or it is what
     *     customers have already
     */
    Release next(Optional<ImageDigest> digest) {
      var next = next();
      if (digest.filter(wanted -> !wanted.equals(next.digest())).isPresent()) {
        throw new Rejected(
            409,
            "another-image",
            "the idle slot "
                + idle.place()
                + " has "
                + next.version()
                + " with the image "
                + next.digest()
                + " now, not "
                + digest.get());
      }
      return next;
    }

    private Release next() {
      var next = idle.release().orElseThrow(() -> refused("empty-slot", "has no release"));
      if (idle.size().desired() == 0) {
        throw stopped
            ? new Rejected(
                409,
                "empty-slot",
                "the idle slot "
                    + idle.place()
                    + " is stopped; POST /stacks/prodblueStatus starts it with "
                    + next.version())
            : refused("empty-slot", "runs no task of " + next.version());
      }
      if (live.release().filter(next::sameContent).isPresent()) {
        throw refused("nothing-to-shift", "has the release that customers have, " + next.version());
      }
      return next;
    }

    /**
     * Requires a host at which the idle slot is looked at, on the load balancer of customers.
     *
     * @throws Rejected 409 where DNS weighs the slots: each has a load balancer of its own
     */
    void requirePreview(String field) {
      if (idle.address().previewRoute().isEmpty()) {
        throw new Rejected(
            409,
            "no-preview",
            field
                + " needs one load balancer for both slots, but "
                + idle.address().route()
                + " weigh two; leave it out");
      }
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
  }

  /**
   * The slots of an application.
   *
   * @throws Rejected 409 where another operation is at them, or somebody has changed something by
   *     hand and {@code choice} does not say that this is right, or it cannot be
   */
  public Slots slots(Application application, Optional<DriftChoice> choice) {
    var name = application.name();
    operations.requireFree(name, List.of(EnvironmentGroup.PRODUCTION));
    var entries = inventory.of(name, EnvironmentGroup.PRODUCTION);
    return slots(name, drift.settle(application, entries, choice));
  }

  /** Whether customers have a release that runs, as far as the inventory knows. */
  boolean isShared(ApplicationName application) {
    return inventory.of(application, EnvironmentGroup.PRODUCTION).stream()
        .filter(entry -> entry.role().filter(Role.LIVE::equals).isPresent())
        .anyMatch(entry -> entry.release().isPresent() && entry.stopped().isEmpty());
  }

  /** The slots among rows that agree with what AWS has. */
  Slots slots(ApplicationName application, DriftSurvey.Settled settled) {
    var live = in(Role.LIVE, settled.entries(), application);
    var idle = in(Role.IDLE, settled.entries(), application);
    return new Slots(
        slot(live, live), slot(idle, live), idle.stopped().isPresent(), settled.adoptions());
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

  private ShiftPlan.Slot slot(InventoryEntry entry, InventoryEntry live) {
    var secondaries = new TreeMap<String, ShiftPlan.Secondary>();
    entry
        .secondaries()
        .forEach((name, service) -> secondaries.put(name, secondary(name, service, entry, live)));
    return new ShiftPlan.Slot(
        entry.place(),
        entry.address(),
        entry.release(),
        capacity.size(entry.address()),
        secondaries);
  }

  /**
   * It works as that of the live slot does; where none was live yet, as little as allowed. One that
   * has come with an update runs nothing before a release has it.
   */
  private ShiftPlan.Secondary secondary(
      String name, SecondaryService service, InventoryEntry entry, InventoryEntry live) {
    var size = capacity.size(service);
    if (entry.release().isPresent() && !isReleased(name, entry)) {
      return new ShiftPlan.Secondary(service, size, size);
    }
    var model = Optional.ofNullable(live.secondaries().get(name));
    if (isReleased(name, live) && model.isPresent()) {
      return new ShiftPlan.Secondary(service, size, capacity.size(model.get()));
    }
    var tasks =
        specifications
            .get(live.application(), applications.get(live.application()).specificationVersion())
            .tasks(name, Environment.PROD);
    return new ShiftPlan.Secondary(
        service,
        size,
        new SlotSize(
            tasks.min(), size.range().map(range -> new ScalingRange(tasks.min(), tasks.max()))));
  }

  private static boolean isReleased(String name, InventoryEntry entry) {
    return entry.release().filter(release -> release.secondaries().containsKey(name)).isPresent();
  }
}
