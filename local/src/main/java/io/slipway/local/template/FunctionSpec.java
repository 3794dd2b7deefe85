package io.slipway.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A function of template.yaml, resolved: what Lambda would be told of it.
 *
 * @param logicalId its name in the template
 * @param name the name that Lambda has for it
 * @param handlerClass the class whose {@code handleRequest} is called
 * @param environment its environment variables
 */
public record FunctionSpec(
    String logicalId,
    String name,
    String handlerClass,
    Duration timeout,
    int memoryMegabytes,
    Map<String, String> environment,
    Permissions permissions,
    List<RouteSpec> routes,
    List<ScheduleSpec> schedules,
    List<EventRuleSpec> rules) {

  public FunctionSpec {
    environment = Map.copyOf(environment);
    routes = List.copyOf(routes);
    schedules = List.copyOf(schedules);
    rules = List.copyOf(rules);
  }
}
