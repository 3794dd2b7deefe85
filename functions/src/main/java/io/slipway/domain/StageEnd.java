package io.slipway.domain;

/**
 * How a stage of a pipeline has ended; what a Choice state reads.
 *
 * @param state SUCCEEDED, or how the pipeline is to end
 * @param message what a person reads
 */
public record StageEnd(OperationState state, String message) {

  private static final int LONGEST = 2000;

  public StageEnd {
    if (!state.isTerminal() || state == OperationState.ROLLED_BACK) {
      throw new IllegalArgumentException("a stage does not end as " + state);
    }
    message = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
  }
}
