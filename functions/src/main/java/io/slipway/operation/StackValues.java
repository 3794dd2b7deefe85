package io.slipway.operation;

import io.slipway.aws.AlbRouter;
import io.slipway.aws.Capacity;
import io.slipway.aws.Services;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Role;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.TrafficChanged;
import io.slipway.runtime.Platform;
import io.slipway.spec.Specification;
import io.slipway.spec.TaskRange;
import io.slipway.spec.render.MovingParameters;
import io.slipway.store.Inventory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What Slipway moves between two updates of a stack, as the stack's parameters say it: weights, the
 * task definitions that services have, the least numbers of tasks.
 */
public final class StackValues {

  private final AlbRouter router;
  private final Services services;
  private final Capacity capacity;
  private final Inventory inventory;

  public StackValues(Platform platform) {
    this.router = new AlbRouter(platform);
    this.services = new Services(platform);
    this.capacity = new Capacity(platform);
    this.inventory = new Inventory(platform);
  }

  /**
   * The parameters of a stack with what is so at present.
   *
   * @param entries of its places
   * @param had what CloudFormation knows
   */
  Map<String, String> present(List<InventoryEntry> entries, Map<String, String> had) {
    var values = new TreeMap<>(had);
    moving(entries, had.keySet()).forEach(values::put);
    return values;
  }

  private Map<String, String> moving(List<InventoryEntry> entries, Set<String> declared) {
    var values = new TreeMap<String, String>();
    for (var entry : entries) {
      var weight = MovingParameters.weight(entry.place());
      if (declared.contains(weight)) {
        var weights = router.weights(entry.address().rule());
        values.put(weight, Integer.toString(weights.of(entry.address().targetGroup())));
      }
      for (var service : entry.services()) {
        values.putAll(moving(entry, service, declared));
      }
    }
    return values;
  }

  private Map<String, String> moving(
      InventoryEntry entry, ServicePlace service, Set<String> declared) {
    var values = new TreeMap<String, String>();
    var taskDefinition = MovingParameters.taskDefinition(service);
    if (declared.contains(taskDefinition)) {
      values.put(taskDefinition, taskDefinition(entry, service));
    }
    var least = MovingParameters.leastTasks(service);
    if (declared.contains(least)) {
      capacity
          .size(entry.id(service))
          .range()
          .ifPresent(range -> values.put(least, Integer.toString(range.min())));
    }
    return values;
  }

  /** Where nothing was deployed, the service has what the stack itself gives it. */
  private String taskDefinition(InventoryEntry entry, ServicePlace service) {
    boolean deployed =
        entry
            .release()
            .filter(
                release ->
                    service
                        .secondary()
                        .map(name -> release.secondaries().containsKey(name))
                        .orElse(true))
            .isPresent();
    return deployed ? services.read(entry.id(service)).primary().taskDefinition() : "";
  }

  /**
   * Refuses to go on from a plan that says otherwise than it is: somebody has moved something since
   * it was made.
   *
   * @throws TrafficChanged naming what differs
   */
  public void requireAsPlanned(ApplicationName application, StackUpdate update) {
    var found = differing(application, update, any -> true);
    if (!found.isEmpty()) {
      throw new TrafficChanged(
          "cannot update stack "
              + update.name()
              + ": "
              + String.join("; ", found)
              + "; somebody else has changed that since the update was planned, so it is left"
              + " alone");
    }
  }

  /**
   * What is not as it was planned, but as CloudFormation knew it before: it puts back what it fails
   * to change. It does nothing else to these values, so any other is somebody's, who has moved it
   * meanwhile.
   */
  public List<String> putBack(ApplicationName application, StackUpdate update) {
    return differing(
        application, update, moved -> moved.getValue().equals(update.had().get(moved.getKey())));
  }

  /** What is not as it was planned: weights and task definitions. */
  private List<String> differing(
      ApplicationName application,
      StackUpdate update,
      Predicate<Map.Entry<String, String>> concerned) {
    var wanted = update.values();
    return moving(places(application, update.stack()), wanted.keySet()).entrySet().stream()
        .filter(now -> !now.getKey().startsWith("MinCapacity"))
        .filter(now -> !now.getValue().equals(wanted.get(now.getKey())))
        .filter(concerned)
        .map(
            now ->
                now.getKey()
                    + " is '"
                    + now.getValue()
                    + "' instead of '"
                    + wanted.get(now.getKey())
                    + "'")
        .toList();
  }

  /**
   * The values for another template of the stack.
   *
   * @param declared the parameters that it has
   * @param was the specification that the stack was made from
   * @param next the one that it is made from now
   */
  public SortedMap<String, String> following(
      ApplicationName application,
      StackUpdate update,
      Set<String> declared,
      Specification was,
      Specification next) {
    var values = new TreeMap<>(update.values());
    values.keySet().retainAll(declared);
    for (var entry : places(application, update.stack())) {
      for (var service : entry.services()) {
        var name = MovingParameters.leastTasks(service);
        if (declared.contains(name)) {
          values.put(name, Integer.toString(least(entry, service, values.get(name), was, next)));
        }
      }
    }
    return values;
  }

  /**
   * A least number that the specification gave and now gives otherwise follows it; any other is
   * somebody's, and stays. An idle slot has its own.
   */
  private int least(
      InventoryEntry entry,
      ServicePlace service,
      String present,
      Specification was,
      Specification next) {
    var range = range(next, service);
    if (present == null) {
      return Math.min(capacity.size(entry.id(service)).desired(), range.min());
    }
    int least = Integer.parseInt(present);
    boolean said = least == range(was, service).min() && least > 0;
    boolean idle = entry.role().filter(Role.IDLE::equals).isPresent();
    return Math.min(said && !idle ? range.min() : least, range.max());
  }

  private static TaskRange range(Specification specification, ServicePlace service) {
    var name = service.secondary().orElseGet(specification::primaryName);
    return specification.tasks(name, service.place().environment());
  }

  private List<InventoryEntry> places(ApplicationName application, ApplicationStack stack) {
    return inventory.of(application, stack.environment().group()).stream()
        .filter(entry -> stack.places().contains(entry.place()))
        .toList();
  }
}
