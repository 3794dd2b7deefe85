package io.slipway.flow.create;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationState;
import io.slipway.operation.FailureReason;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Ending;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.Specifications;
import io.slipway.store.StepName;
import io.slipway.store.StepRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ends a creation that did not succeed. Where everything that it made is gone, the application is
 * forgotten and its name is free; where not, the application stays, as BROKEN, so that deleting it
 * goes on.
 *
 * <p>Takes the name of the execution, so that it also serves where the operation was never started
 * or the answer of its start was lost.
 */
public final class AbandonCreate extends Step<AbandonCreate.Input, AbandonCreate.Output> {

  /**
   * What the machine sends.
   *
   * @param operationId the name of the execution
   * @param outcome FAILED or ABORTED
   * @param error why: the error output of a Catch, Error and Cause
   * @param removal why not everything could be removed; absent where it could
   */
  public record Input(
      String operationId, OperationState outcome, JsonNode error, Optional<JsonNode> removal) {}

  /** Why the creation did not succeed. */
  public record Output(String reason) {}

  private final Operations operations;
  private final Specifications specifications;
  private final Progress progress;

  public AbandonCreate() {
    this(Platform.fromEnvironment());
  }

  public AbandonCreate(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.specifications = new Specifications(platform);
    this.progress = new Progress(platform);
  }

  @Override
  protected Output run(Input input) {
    var reason = FailureReason.of(input.error());
    operations
        .find(input.operationId())
        .filter(operation -> !operation.state().isTerminal())
        .ifPresent(operation -> end(operation, input, reason));
    return new Output(reason);
  }

  /** Nobody watches these any more: a reader would wait for them for ever. */
  private void giveUpWhatRuns(Operation operation) {
    progress.of(operation.ref().operationId()).stream()
        .filter(step -> step.outcome() == StepRecord.Outcome.RUNNING)
        .forEach(
            step ->
                progress.failed(
                    operation.ref(),
                    StepName.of(step.state(), step.scope()),
                    "given up, since the creation did not succeed",
                    Map.of()));
  }

  private void end(Operation operation, Input input, String reason) {
    var ref = operation.ref();
    giveUpWhatRuns(operation);
    if (input.removal().isPresent()) {
      operations.end(
          ref,
          Ending.of(
              input.outcome(),
              reason
                  + ". Not everything that was made could be removed: "
                  + FailureReason.of(input.removal().get())
                  + ". '"
                  + ref.applicationName()
                  + "' stays as BROKEN: remove the cause, then DELETE /stacks removes the rest"));
      return;
    }
    specifications.forget(ref.applicationName());
    operations.end(
        ref,
        new Ending(
            input.outcome(),
            reason
                + ". Everything that was made has been removed, and the name '"
                + ref.applicationName()
                + "' is free: remove the cause and POST /stacks again",
            List.of(),
            List.of(),
            Optional.empty(),
            true));
  }
}
