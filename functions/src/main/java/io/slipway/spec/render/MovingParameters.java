package io.slipway.spec.render;

import io.slipway.domain.Place;
import io.slipway.domain.ServicePlace;

/**
 * What the parameters are called that say what Slipway moves while a stack stays as it was made: an
 * update gives them the values that are found.
 */
public final class MovingParameters {

  private MovingParameters() {}

  /** The weight of a slot in the customers' rule. */
  public static String weight(Place slot) {
    return "WeightOf" + Frame.prefix(slot);
  }

  /** The task definition that a service has; empty where nothing was deployed to it. */
  public static String taskDefinition(ServicePlace service) {
    return "PresentOf" + id("TaskDefinition", service);
  }

  /** The least number of tasks of a service, where it scales. */
  public static String leastTasks(ServicePlace service) {
    return "MinCapacityOf" + id("ScalableTarget", service);
  }

  private static String id(String kind, ServicePlace service) {
    return Frame.prefix(service.place())
        + service.secondary().map(name -> ServiceNames.output(kind, name)).orElse(kind);
  }
}
