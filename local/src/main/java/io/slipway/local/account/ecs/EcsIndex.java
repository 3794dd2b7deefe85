package io.slipway.local.account.ecs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Finds tasks by address and services by target group; made anew from the state. */
final class EcsIndex {

  private final Supplier<EcsState> state;
  private final Map<String, TaskState> tasks = new HashMap<>();
  private final Map<String, Set<String>> services = new HashMap<>();

  EcsIndex(Supplier<EcsState> state) {
    this.state = state;
  }

  void rebuild() {
    tasks.clear();
    services.clear();
    for (var service : state.get().services.values()) {
      add(service);
      service.present().forEach(this::add);
    }
  }

  void add(ServiceState service) {
    for (var lb : service.loadBalancers()) {
      services.computeIfAbsent(lb.targetGroupArn(), group -> new TreeSet<>()).add(service.arn());
    }
  }

  void add(TaskState task) {
    tasks.put(task.address, task);
  }

  void remove(TaskState task) {
    tasks.remove(task.address);
  }

  Optional<TaskState> task(String address) {
    return Optional.ofNullable(tasks.get(address));
  }

  /** ARNs of the services whose tasks are in the group. */
  Set<String> services(String targetGroupArn) {
    return services.getOrDefault(targetGroupArn, Set.of());
  }

  String eventId() {
    return state.get().ids.uuid();
  }
}
