package io.slipway.operation;

import io.slipway.domain.OperationKind;

/**
 * Decides what one kind of operation does: reads, decides, and changes nothing.
 *
 * @param <R> the request, as it stands in the body of the API and in the console's input
 */
public interface Planner<R> {

  OperationKind kind();

  Class<R> requestType();

  /**
   * The plan for a request.
   *
   * @throws io.slipway.domain.Rejected where the request cannot be followed, and why
   */
  Draft plan(R request);

  /**
   * What a request needs for itself; says no where it could not be followed whatever happens until
   * its turn comes.
   *
   * @throws io.slipway.domain.Rejected where the request cannot be followed, and why
   */
  Claim claim(R request);

  /** What following a plan of this planner will do; changes nothing. */
  Forecast forecast(Draft draft);
}
