package io.slipway.flow.delete;

import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.operation.DeleteStackPlan;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Ending;
import io.slipway.store.Operations;
import io.slipway.store.Releases;
import io.slipway.store.Specifications;
import java.util.List;
import java.util.Optional;

/**
 * Ends the deletion: the application, its inventory, its releases and its specification are
 * forgotten. Its events stay.
 */
public final class FinishDelete extends Step<FinishDelete.Input, FinishDelete.Output> {

  /** The operation, after which nothing of the application is left in AWS. */
  public record Input(OperationRef operation) {}

  /** What a person reads. */
  public record Output(String message) {}

  private final Operations operations;
  private final Releases releases;
  private final Specifications specifications;

  public FinishDelete() {
    this(Platform.fromEnvironment());
  }

  public FinishDelete(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.releases = new Releases(platform);
    this.specifications = new Specifications(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    if (operation.state() == OperationState.SUCCEEDED) {
      return new Output(operation.message());
    }
    var plan = Json.read(operation.plan(), DeleteStackPlan.class);
    var message = message(ref, plan);
    releases.forget(ref.applicationName());
    specifications.forget(ref.applicationName());
    operations.end(
        ref,
        new Ending(
            OperationState.SUCCEEDED, message, List.of(), plan.places(), Optional.empty(), true));
    return new Output(message);
  }

  private static String message(OperationRef ref, DeleteStackPlan plan) {
    return "deleted '"
        + ref.applicationName()
        + "'"
        + (plan.deleteImages()
            ? " and its images; "
            : "; its repository " + plan.repository() + " was kept with its images, and ")
        + "POST /stacks can use the name again"
        + (plan.deleteImages() ? "" : " and takes them over");
  }
}
