package io.slipway.operation;

import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.ServiceId;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.SlotSize;
import io.slipway.domain.StatusAction;
import io.slipway.domain.Stopped;
import java.util.Optional;

/**
 * What a stop or a start does to one service of a place, and what it finds there: to that it goes
 * back when it fails.
 *
 * @param entry the inventory's row
 * @param before the size that it has
 * @param after the size that it is to have
 * @param secondary the name of a service besides the one that customers reach; empty for that one
 */
public record PlaceStatus(
    InventoryEntry entry, SlotSize before, SlotSize after, Optional<String> secondary) {

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

  /** Whether there is anything to do in a place; where there is not, why. */
  sealed interface Decision {

    /** It gets another size. */
    record Changes(PlaceStatus status) implements Decision {}

    /** It is left alone. */
    record Stays(String why) implements Decision {}
  }

  /**
   * The rule: only what runs can be stopped, and only what was stopped can be started, with the
   * size that it had then. What somebody has started by hand since, and others have adopted, is
   * stopped again.
   *
   * @param size that the service which customers reach has now
   */
  static Decision decide(StatusAction action, InventoryEntry entry, SlotSize size) {
    return switch (action) {
      case STOP ->
          size.desired() > 0
              ? new Decision.Changes(new PlaceStatus(entry, size, size.stopped(), Optional.empty()))
              : new Decision.Stays(
                  entry.stopped().isPresent()
                      ? entry.place() + " is stopped already"
                      : entry.place() + " runs nothing that could be stopped");
      case START ->
          entry
              .stopped()
              .map(Stopped::former)
              .<Decision>map(
                  former ->
                      new Decision.Changes(new PlaceStatus(entry, size, former, Optional.empty())))
              .orElseGet(() -> new Decision.Stays(entry.place() + " is not stopped"));
    };
  }

  /** Another service goes with the one that customers reach; empty where it did not run. */
  static Optional<PlaceStatus> following(
      StatusAction action, InventoryEntry entry, String secondary, SlotSize size) {
    var after =
        switch (action) {
          case STOP -> Optional.of(size).filter(now -> now.desired() > 0).map(SlotSize::stopped);
          case START ->
              entry
                  .stopped()
                  .flatMap(stopped -> Optional.ofNullable(stopped.secondaries().get(secondary)));
        };
    return after.map(next -> new PlaceStatus(entry, size, next, Optional.of(secondary)));
  }
}
