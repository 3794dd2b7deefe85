package io.slipway.operation;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.domain.ServiceId;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.SlotSize;
import io.slipway.domain.Stopped;
import java.time.Instant;
import java.util.Optional;

/**
 * What a rollout does to one service of a place, and what it finds there: to that it goes back when
 * it fails.
 *
 * @param entry the inventory's row
 * @param taskDefinition the ARN of the revision that the service has
 * @param size how many tasks it is to run, and may have
 * @param raisedTo how many tasks the rollout asks for; empty where it leaves their number alone,
 *     since autoscaling or a person has decided it
 * @param parametersVersion the version of the environment's parameters that the release gets; empty
 *     without any
 * @param secondary the name of a service besides the one that customers reach; empty for that one
 */
public record PlaceRollout(
    InventoryEntry entry,
    String taskDefinition,
    SlotSize size,
    Optional<Integer> raisedTo,
    Optional<Integer> parametersVersion,
    Optional<String> secondary) {

  /** Of the service that customers reach. */
  public PlaceRollout(
      InventoryEntry entry,
      String taskDefinition,
      SlotSize size,
      Optional<Integer> raisedTo,
      Optional<Integer> parametersVersion) {
    this(entry, taskDefinition, size, raisedTo, parametersVersion, Optional.empty());
  }

  public Place place() {
    return entry.place();
  }

  /** Which service of which place this is. */
  public ServicePlace at() {
    return new ServicePlace(entry.place(), secondary);
  }

  /** Where ECS finds it. */
  public ServiceId id() {
    return entry.id(at());
  }

  /**
   * How many tasks a rollout asks for. The first deploy to a place, or of a service, asks for as
   * many as the specification says at least, because it was born with none. Later the number is
   * left alone, or autoscaling would be undone and a stopped environment started; but the idle slot
   * of production gets one task where it has none, or nobody could look at the release before it
   * gets traffic; where it was stopped, it gets back what it had, as by a start. No other service
   * of an idle slot gets any: it would do the work of customers.
   *
   * @param fewest what the specification says
   */
  static Optional<Integer> tasksToAskFor(
      InventoryEntry entry, ServicePlace service, int desiredTasks, int fewest) {
    boolean waits = entry.place().isSlot() && service.secondary().isPresent();
    if (desiredTasks > 0 || waits) {
      return Optional.empty();
    }
    if (entry.release().isEmpty() || (isNew(entry, service) && entry.stopped().isEmpty())) {
      return Optional.of(fewest);
    }
    return entry.place().isSlot()
        ? Optional.of(entry.stopped().map(stopped -> stopped.former().desired()).orElse(1))
        : Optional.empty();
  }

  /** Whether it has come with an update since the release before, which has not got it. */
  private static boolean isNew(InventoryEntry entry, ServicePlace service) {
    return entry
        .release()
        .flatMap(
            release -> service.secondary().map(name -> !release.secondaries().containsKey(name)))
        .orElse(false);
  }

  /** What the place had before it was stopped, where the rollout starts it again. */
  public Optional<SlotSize> startsWith() {
    return raisedTo.flatMap(tasks -> entry.stopped()).map(Stopped::former);
  }

  /**
   * A row of the inventory after the rollout.
   *
   * @param row as it is now
   */
  public InventoryEntry after(InventoryEntry row, Release release, Instant now) {
    var running = row.running(release, now);
    return startsWith().isPresent() ? running.started(now) : running;
  }
}
