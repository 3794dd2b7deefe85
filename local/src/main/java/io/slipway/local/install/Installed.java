package io.slipway.local.install;

import io.slipway.local.template.FunctionSpec;
import io.slipway.local.template.MachineSpec;
import io.slipway.local.template.RouteSpec;
import java.util.List;
import java.util.Map;

/**
 * What of template.yaml local mode runs.
 *
 * @param stage the first part of every path
 * @param machines each state machine's ARN, and what it is
 */
public record Installed(
    String stage, List<FunctionSpec> functions, Map<String, MachineSpec> machines) {

  public Installed {
    functions = List.copyOf(functions);
    machines = Map.copyOf(machines);
  }

  /** All routes of the API. */
  public List<RouteSpec> routes() {
    return functions.stream().flatMap(function -> function.routes().stream()).toList();
  }
}
