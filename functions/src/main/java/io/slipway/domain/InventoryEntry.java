package io.slipway.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One row of the inventory: what a place of an application holds.
 *
 * @param release what it runs; empty until the first deploy
 * @param role of a slot of production; empty elsewhere
 * @param changedAt when this row was last written by an operation
 * @param firstTaskDefinition the ARN of the revision it was born with; empty where that is unknown
 * @param acceptedTasks a number of tasks outside what is expected that somebody has adopted
 * @param drift how it was last found to differ from this row
 * @param secondaries the services besides the one that customers reach, by their names in the
 *     specification
 * @param stopped that none of its tasks is to run, and what a start gives back
 */
public record InventoryEntry(
    ApplicationName application,
    Place place,
    ServiceAddress address,
    Optional<Release> release,
    Optional<Role> role,
    Instant changedAt,
    Optional<String> firstTaskDefinition,
    Optional<Integer> acceptedTasks,
    Optional<Drift> drift,
    SortedMap<String, SecondaryService> secondaries,
    Optional<Stopped> stopped) {

  public InventoryEntry {
    secondaries = Collections.unmodifiableSortedMap(new TreeMap<>(secondaries));
    if (place.isSlot() != role.isPresent()) {
      throw new IllegalArgumentException(place + " with role " + role);
    }
  }

  /** A place that is as it was written. */
  public InventoryEntry(
      ApplicationName application,
      Place place,
      ServiceAddress address,
      Optional<Release> release,
      Optional<Role> role,
      Instant changedAt) {
    this(
        application,
        place,
        address,
        release,
        role,
        changedAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new TreeMap<>(),
        Optional.empty());
  }

  /** With the revision that it was born with. */
  public InventoryEntry born(String taskDefinition) {
    return new InventoryEntry(
        application,
        place,
        address,
        release,
        role,
        changedAt,
        Optional.of(taskDefinition),
        acceptedTasks,
        drift,
        secondaries,
        stopped);
  }

  /** With services besides the one that customers reach. */
  public InventoryEntry beside(SortedMap<String, SecondaryService> services) {
    return new InventoryEntry(
        application,
        place,
        address,
        release,
        role,
        changedAt,
        firstTaskDefinition,
        acceptedTasks,
        drift,
        services,
        stopped);
  }

  public InventoryEntry running(Release next, Instant now) {
    return new InventoryEntry(
        application,
        place,
        address,
        Optional.of(next),
        role,
        now,
        firstTaskDefinition,
        acceptedTasks,
        drift,
        secondaries,
        stopped);
  }

  /** With what an update of its stack has made of it; it runs what it ran. */
  public InventoryEntry updated(ServiceAddress next, String taskDefinition, Instant now) {
    return new InventoryEntry(
        application,
        place,
        next,
        release,
        role,
        now,
        Optional.of(taskDefinition),
        acceptedTasks,
        drift,
        secondaries,
        stopped);
  }

  /** With another role, and the URL that belongs to it. */
  public InventoryEntry as(Role next, String url, Instant now) {
    return new InventoryEntry(
        application,
        place,
        address.at(url),
        release,
        Optional.of(next),
        now,
        firstTaskDefinition,
        Optional.empty(),
        drift,
        secondaries,
        stopped);
  }

  /** With a number of tasks that is right although nobody would expect it. */
  public InventoryEntry accepting(int tasks, Instant now) {
    return new InventoryEntry(
        application,
        place,
        address,
        release,
        role,
        now,
        firstTaskDefinition,
        Optional.of(tasks),
        drift,
        secondaries,
        stopped);
  }

  /** As it is, whatever it was found to be before. */
  public InventoryEntry withoutDrift() {
    return new InventoryEntry(
        application,
        place,
        address,
        release,
        role,
        changedAt,
        firstTaskDefinition,
        acceptedTasks,
        Optional.empty(),
        secondaries,
        stopped);
  }

  /**
   * With none of its tasks running; it keeps what it had to remember if it was stopped before.
   *
   * @param others the sizes of the other services, by their names
   */
  public InventoryEntry stopped(SlotSize former, SortedMap<String, SlotSize> others, Instant now) {
    return with(now, Optional.of(stopped.orElseGet(() -> new Stopped(former, others, now))));
  }

  /** With its tasks running again. */
  public InventoryEntry started(Instant now) {
    return with(now, Optional.empty());
  }

  private InventoryEntry with(Instant now, Optional<Stopped> next) {
    return new InventoryEntry(
        application,
        place,
        address,
        release,
        role,
        now,
        firstTaskDefinition,
        acceptedTasks,
        drift,
        secondaries,
        next);
  }

  /** The ARN of the revision that its service is to have; empty where that was not recorded. */
  public Optional<String> taskDefinition() {
    return release.map(Release::taskDefinition).or(() -> firstTaskDefinition);
  }

  /** The services of this place: first the one that customers reach. */
  public List<ServicePlace> services() {
    return Stream.concat(
            Stream.of(ServicePlace.of(place)),
            secondaries.keySet().stream().map(name -> new ServicePlace(place, Optional.of(name))))
        .toList();
  }

  /** Where one of its services is found. */
  public ServiceId id(ServicePlace service) {
    return service.secondary().<ServiceId>map(this::secondary).orElse(address);
  }

  private SecondaryService secondary(String name) {
    return Optional.ofNullable(secondaries.get(name))
        .orElseThrow(() -> new IllegalArgumentException(place + " has no service " + name));
  }

  /**
   * What leads to its own host: of an idle slot that is the preview host; empty where it has none.
   */
  public Optional<TrafficRoute> ownRoute() {
    return role.filter(Role.IDLE::equals).isPresent()
        ? address.previewRoute()
        : Optional.of(address.route());
  }
}
