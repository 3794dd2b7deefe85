package io.slipway.local.simulation.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Platform;
import java.io.IOException;

/** What a planted bug does around the work of a handler. */
@FunctionalInterface
interface Around {

  /** The handler as it is shipped. */
  @FunctionalInterface
  interface Shipped {
    JsonNode handle(JsonNode input) throws IOException;
  }

  /**
   * Handles an invocation.
   *
   * @param platform the function's own: its permissions, and the faults that meet it
   */
  JsonNode handle(Platform platform, JsonNode input, Shipped shipped) throws IOException;
}
