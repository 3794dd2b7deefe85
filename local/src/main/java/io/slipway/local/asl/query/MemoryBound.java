package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;

/**
 * Refuses a value that AWS refuses to build: more than 873,782 elements in an array, or 6,990,256
 * characters in a string (both were found by trial against the service).
 */
final class MemoryBound {

  static final String EXCEEDED =
      "Expression evaluation memory limit exceeded: Check for excessive memory usage";
  private static final int ELEMENTS = 873_782;
  private static final int CHARACTERS = ELEMENTS * 8;

  private MemoryBound() {}

  /** Checks every value that is computed in {@code frame}, beside what the frame checks already. */
  static void guard(Jsonata.Frame frame) {
    var installed = (Jsonata.ExitCallback) frame.lookup("__evaluate_exit");
    frame.setEvaluateExitCallback(
        (expression, input, environment, result) -> {
          installed.callback(expression, input, environment, result);
          if (exceeds(result)) {
            throw new JException(EXCEEDED, -1);
          }
        });
  }

  private static boolean exceeds(Object value) {
    if (value instanceof String text) {
      return text.length() > CHARACTERS;
    }
    return value instanceof List<?> list && list.size() > ELEMENTS;
  }
}
