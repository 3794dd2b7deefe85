package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.CanaryRule;
import io.slipway.domain.Comparison;
import io.slipway.domain.Migration;
import io.slipway.domain.Place;
import io.slipway.domain.PreviewCheck;
import io.slipway.domain.Release;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.SecondaryService;
import io.slipway.domain.ServiceAddress;
import io.slipway.domain.SlotSize;
import io.slipway.domain.StrategyStep;
import io.slipway.domain.TrafficRoute;
import io.slipway.domain.TrafficSplit;
import io.slipway.domain.Weights;
import io.slipway.runtime.Json;
import io.slipway.store.Operation;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the traffic of production moves from one slot to the other, with the snapshot of both before
 * it began: then the first had all customers, and the other all of the preview host.
 *
 * @param from the slot that is live when this begins
 * @param to the slot that gets the traffic
 * @param next the release in {@code to}
 * @param steps at least one; weights rise, the last is 100
 * @param tasks how many tasks {@code to} needs at 100 percent
 * @param fixedTasks whether a caller asked for exactly these, so that they do not follow the load
 * @param scaleWait how long a slot that was scaled up is left alone before it is looked at
 * @param alarms names of the alarms that watch
 * @param gates what the next release has to pass besides; absent where there is nothing
 * @param canaryRule the rule by which some requests always go to {@code to} meanwhile; absent where
 *     none do
 */
public record ShiftPlan(
    Slot from,
    Slot to,
    Release next,
    List<StrategyStep> steps,
    int tasks,
    boolean fixedTasks,
    Duration scaleWait,
    List<String> alarms,
    Optional<Gates> gates,
    Optional<CanaryRule> canaryRule) {

  public ShiftPlan {
    steps = List.copyOf(steps);
    alarms = List.copyOf(alarms);
  }

  /** A plan by weights alone, with no gates but health and alarms. */
  public ShiftPlan(
      Slot from,
      Slot to,
      Release next,
      List<StrategyStep> steps,
      int tasks,
      boolean fixedTasks,
      Duration scaleWait,
      List<String> alarms) {
    this(
        from,
        to,
        next,
        steps,
        tasks,
        fixedTasks,
        scaleWait,
        alarms,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * A slot as it was when the operation began.
   *
   * @param release empty where nothing has been deployed to it
   * @param secondaries its services besides the one that customers reach, by their names in the
   *     specification
   */
  public record Slot(
      Place place,
      ServiceAddress address,
      Optional<Release> release,
      SlotSize size,
      SortedMap<String, Secondary> secondaries) {

    public Slot {
      secondaries = Collections.unmodifiableSortedMap(new TreeMap<>(secondaries));
    }

    /** A slot with one service. */
    public Slot(Place place, ServiceAddress address, Optional<Release> release, SlotSize size) {
      this(place, address, release, size, new TreeMap<>());
    }

    /** The same slot, when another release has come to it. */
    Slot with(Release other) {
      return new Slot(place, address, Optional.of(other), size, secondaries);
    }

    /** The slot and what is in it, for people: {@code 2.0.1 (prod2)}. */
    @Override
    public String toString() {
      return release.map(found -> found.version().toString()).orElse("nothing")
          + " ("
          + place
          + ")";
    }
  }

  /**
   * Another service of a slot, which works where its slot is live.
   *
   * @param size how large it was when the operation began
   * @param working how large it is to be where it works
   */
  public record Secondary(SecondaryService service, SlotSize size, SlotSize working) {}

  /** The plan of an operation: all of it, or its part {@code shift}. */
  public static ShiftPlan of(Operation operation) {
    JsonNode plan = operation.plan();
    return Json.read(plan.has("shift") ? plan.get("shift") : plan, ShiftPlan.class);
  }

  /** How the next release is compared with the live one while both have traffic. */
  public Optional<Comparison> comparison() {
    return gates.flatMap(Gates::compare);
  }

  /** What the next release runs before it gets traffic. */
  public Optional<Migration> migration() {
    return gates.flatMap(Gates::migration);
  }

  /** What the preview host has to answer before the next release gets traffic. */
  public Optional<PreviewCheck> check() {
    return gates.flatMap(Gates::check);
  }

  /** What shares the customers' requests. */
  public TrafficRoute customersRoute() {
    return to.address().route();
  }

  /** What leads to the preview host; empty where there is none. */
  public Optional<TrafficRoute> previewRoute() {
    return to.address().previewRoute();
  }

  /** The weights of the customers' host while {@code to} has this share. */
  public Weights customers(TrafficSplit split) {
    return Weights.split(from.address().targetGroup(), to.address().targetGroup(), split);
  }

  /** The weights of the preview host: the other slot than customers have. */
  public Weights preview(TrafficSplit customers) {
    return customers(new TrafficSplit(customers.livePercent()));
  }

  /** The share of {@code to} before step {@code index}. */
  public TrafficSplit before(int index) {
    return after(index - 1);
  }

  /** The share of {@code to} once step {@code index} was made; -1 is before the first. */
  public TrafficSplit after(int index) {
    return index < 0 ? TrafficSplit.ALL_LIVE : during(index);
  }

  /** The share of {@code to} in step {@code index}. */
  public TrafficSplit during(int index) {
    return steps.get(index).split();
  }

  public boolean isLast(int index) {
    return index == steps.size() - 1;
  }

  /** How many tasks {@code to} needs at 100 percent, while the live slot has {@code live}. */
  public int tasksAtFull(int live) {
    return fixedTasks ? tasks : Math.max(tasks, live);
  }

  /**
   * What autoscaling may make of {@code to} once it is live: what it could make of the slot that
   * was live, if anything ever ran there.
   */
  public Optional<ScalingRange> liveRange() {
    return from.release().isPresent() ? from.size().range() : to.size().range();
  }

  /** What the state machine steers by. */
  public ShiftFacts facts() {
    return new ShiftFacts(
        steps.stream().map(ShiftFacts.Step::of).toList(),
        migration().isPresent(),
        check().isPresent(),
        canaryRule.isPresent());
  }
}
