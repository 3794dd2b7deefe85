package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * That an operation goes on in another execution than the one it began in.
 *
 * @param part which of its executions that is; the first of them is 2
 * @param execution the name of that execution
 * @param variables of the state machine, as the execution before has left them
 */
public record Continuation(int part, String execution, JsonNode variables) {

  public Continuation {
    if (part < 2) {
      throw new IllegalArgumentException("an operation goes on in part 2 or later, not " + part);
    }
  }
}
