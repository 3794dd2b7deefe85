package io.slipway.operation;

import io.slipway.domain.OperationState;
import io.slipway.domain.StageEnd;
import io.slipway.store.Operation;
import io.slipway.store.Pipeline;
import java.util.Optional;

/** Says how a stage has ended whose operation has. */
public final class StageEnding {

  private StageEnding() {}

  /** The end of a stage; empty while its operation goes on. */
  public static Optional<StageEnd> of(Pipeline pipeline, Operation operation) {
    if (!operation.state().isTerminal()) {
      return Optional.empty();
    }
    if (operation.state() == OperationState.SUCCEEDED) {
      return Optional.of(new StageEnd(OperationState.SUCCEEDED, operation.message()));
    }
    return Optional.of(
        new StageEnd(
            state(operation.state()),
            pipeline.source()
                + ": "
                + operation.kind()
                + " "
                + operation.ref().operationId()
                + " has ended as "
                + operation.state()
                + ": "
                + operation.message()));
  }

  /** What was put back has failed, as far as the pipeline goes. */
  private static OperationState state(OperationState ended) {
    return ended == OperationState.ROLLED_BACK ? OperationState.FAILED : ended;
  }
}
