package io.slipway.local.account.scaling;

import io.slipway.local.account.ecs.SimulatedEcs;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.services.ecs.model.Service;

/** The processors that the tasks of services have on Fargate, by the dimensions of the metric. */
public final class FargateUsage implements ToDoubleFunction<Map<String, String>> {

  private static final double UNITS = 1024;

  private final SimulatedEcs ecs;

  public FargateUsage(SimulatedEcs ecs) {
    this.ecs = ecs;
  }

  @Override
  public double applyAsDouble(Map<String, String> dimensions) {
    boolean spot = dimensions.getOrDefault("Class", "").endsWith("Spot");
    return ecs.services().stream()
        .filter(service -> isSpot(service) == spot)
        .mapToDouble(service -> service.runningCount() * processors(service))
        .sum();
  }

  private static boolean isSpot(Service service) {
    return service.capacityProviderStrategy().stream()
        .anyMatch(one -> one.capacityProvider().equals("FARGATE_SPOT"));
  }

  private double processors(Service service) {
    var cpu =
        ecs.describeTaskDefinition(request -> request.taskDefinition(service.taskDefinition()))
            .taskDefinition()
            .cpu();
    return cpu == null ? 0 : Integer.parseInt(cpu) / UNITS;
  }
}
