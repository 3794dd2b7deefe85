package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Concurrency;
import io.slipway.domain.Environment;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.Inventory;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Specifications;
import java.util.Optional;

/**
 * Deploys once more what an environment runs, so that its tasks get parameters that have changed.
 * Never in production: customers' tasks change by a shift that somebody asks for.
 */
public final class Redeploy {

  private final Specifications specifications;
  private final Inventory inventory;
  private final Operations operations;
  private final Executions executions;
  private final Admission<DeployRequest> admission;

  public Redeploy(Platform platform) {
    this.specifications = new Specifications(platform);
    this.inventory = new Inventory(platform);
    this.operations = new Operations(platform);
    this.executions = new Executions(platform);
    this.admission = new Admission<>(platform, new DeployPlanner(platform));
  }

  /** Whether a change of parameters deploys an environment again. */
  public boolean isWanted(Application application, Environment environment) {
    return environment != Environment.PROD
        && specifications
            .get(application.name(), application.specificationVersion())
            .parameters()
            .redeployOnChange()
        && running(application.name(), environment).isPresent();
  }

  /**
   * Starts it, or lets it wait for what runs there. Does nothing where it has begun before.
   *
   * @param operationId that it gets
   * @throws Rejected where it cannot be: nothing was written
   */
  public Operation start(
      Application application, Environment environment, String operationId, String caller) {
    var operation =
        operations
            .find(operationId)
            .orElseGet(() -> admit(application, environment, operationId, caller));
    try {
      executions.start(operation);
    } catch (RetryLater e) {
      // it is recorded, so the sweeper starts it within a minute
    }
    return operation;
  }

  private Operation admit(
      Application application, Environment environment, String operationId, String caller) {
    var version =
        running(application.name(), environment)
            .flatMap(InventoryEntry::release)
            .orElseThrow(
                () ->
                    new Rejected(
                        409, "nothing-deployed", "nothing is deployed to " + environment + " now"))
            .version();
    var request =
        Json.mapper()
            .createObjectNode()
            .put("applicationName", application.name().value())
            .put("environment", environment.toString())
            .put("imageTag", version.value())
            .put("concurrency", Concurrency.QUEUE.toString());
    return admission.admitOrQueue(operationId, request, caller, Optional.empty());
  }

  private Optional<InventoryEntry> running(ApplicationName application, Environment environment) {
    return inventory.of(application, environment.group()).stream()
        .filter(entry -> entry.place().environment() == environment)
        .filter(entry -> entry.release().isPresent())
        .findFirst();
  }
}
