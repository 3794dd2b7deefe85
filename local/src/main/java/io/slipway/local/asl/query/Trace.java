package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Follows one evaluation, so that a failure can name the operator that the library's exception
 * leaves out.
 */
final class Trace {

  /** The symbols of the steps that have begun and not ended. */
  private final Deque<Object> open = new ArrayDeque<>();

  void follow(Jsonata.Frame frame) {
    var onEntry = (Jsonata.EntryCallback) frame.lookup("__evaluate_entry");
    var onExit = (Jsonata.ExitCallback) frame.lookup("__evaluate_exit");
    frame.setEvaluateEntryCallback(
        (symbol, input, environment) -> {
          onEntry.callback(symbol, input, environment);
          open.push(symbol);
        });
    frame.setEvaluateExitCallback(
        (symbol, input, environment, result) -> {
          onExit.callback(symbol, input, environment, result);
          open.pop();
        });
  }

  /** The operator of the step that failed. */
  String operator() {
    if (open.isEmpty()) {
      return "";
    }
    var text = open.peek().toString();
    return text.substring(text.indexOf("value=") + "value=".length());
  }
}
