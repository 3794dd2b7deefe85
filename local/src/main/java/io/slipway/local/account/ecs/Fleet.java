package io.slipway.local.account.ecs;

import io.slipway.local.account.kernel.Kernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * All services at a glance, for whoever looks at an account of thousands of them after each call:
 * only what is asked for is put into the API's shapes.
 */
public final class Fleet {

  private final Kernel kernel;
  private final EcsCore core;

  Fleet(Kernel kernel, EcsCore core) {
    this.kernel = kernel;
    this.core = core;
  }

  /** The services of such names, of every cluster, with their tags. */
  public List<Service> named(Predicate<String> name) {
    return kernel.call(
        () ->
            core.state().services.values().stream()
                .filter(service -> name.test(service.serviceName()))
                .map(core.descriptions::service)
                .toList());
  }

  /** How many tasks each service is to run, by its name. */
  public Map<String, Integer> desiredCounts() {
    return kernel.call(
        () -> {
          Map<String, Integer> counts = new HashMap<>();
          for (var service : core.state().services.values()) {
            counts.put(service.serviceName(), service.desired);
          }
          return counts;
        });
  }

  /** The revisions of which tasks run behind a target group. */
  public Set<String> serving(String targetGroupArn) {
    return kernel.call(
        () ->
            core.index.services(targetGroupArn).stream()
                .flatMap(arn -> core.state().services.get(arn).tasks.stream())
                .filter(task -> task.phase == TaskPhase.RUNNING)
                .map(task -> task.taskDefinitionArn)
                .collect(Collectors.toSet()));
  }
}
