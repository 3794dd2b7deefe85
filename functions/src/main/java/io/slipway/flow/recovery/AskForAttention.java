package io.slipway.flow.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationRef;
import io.slipway.operation.FailureReason;
import io.slipway.operation.Stuck;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Recoveries;

/**
 * Leaves an operation to a person whose recovery cannot go on: it keeps its locks, and says what is
 * not as before and how to go on.
 */
public final class AskForAttention extends Step<AskForAttention.Input, AskForAttention.Output> {

  /**
   * What the machine sends.
   *
   * @param error why it cannot go on: {@code Error} and {@code Cause}
   */
  public record Input(OperationRef operation, JsonNode error) {}

  /** What is not as before, and how to go on. */
  public record Output(String message) {}

  private final Operations operations;
  private final Recoveries recoveries;

  public AskForAttention() {
    this(Platform.fromEnvironment());
  }

  public AskForAttention(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.recoveries = new Recoveries(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var why =
        operations.get(ref.operationId()).recovery().map(recovery -> recovery.reason()).orElse("");
    recoveries.needAttention(ref, Stuck.message(ref, why, FailureReason.of(input.error())));
    return new Output(operations.get(ref.operationId()).message());
  }
}
