package io.slipway.local.simulation.mutant;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.local.template.FunctionSpec;
import io.slipway.runtime.Platform;

/** What of Slipway is different in one run. Unless it says otherwise, nothing is. */
public interface Variation {

  /** Slipway as it is. */
  Variation NONE = new Variation() {};

  /**
   * The handler of a function.
   *
   * @param real makes the shipped one
   */
  default RequestStreamHandler handler(
      FunctionSpec function, Platform platform, HandlerFactory real) {
    return real.make(function, platform);
  }

  /**
   * A client as a function gets it: what this returns is nearer to the handler than the recorder
   * and the faults, which see the calls as they are rewritten here.
   *
   * @param functionId the function's logical id
   */
  default <T> T client(Class<T> type, T real, String functionId) {
    return real;
  }

  /**
   * The definition of a state machine.
   *
   * @param machine the machine's name without API name and stage, for example {@code canary-shift}
   * @param asl as it is shipped, before substitution
   */
  default String definition(String machine, String asl) {
    return asl;
  }

  /** Whether the schedule or event rules of a function run. */
  default boolean isTriggered(String functionId) {
    return true;
  }
}
