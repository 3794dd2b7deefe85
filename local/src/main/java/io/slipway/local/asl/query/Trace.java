package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Follows one evaluation, so that a failure can say what the library's exception leaves out: the
 * operator, or the function with its arguments.
 */
final class Trace {

  /** A step that has begun and not ended: its symbol, and the values of the steps within it. */
  private record Step(Object symbol, List<Value> values) {
    String text() {
      var text = symbol.toString();
      return text.substring(text.indexOf("value=") + "value=".length());
    }
  }

  private record Value(Step of, Object result) {}

  /** A function that was called, as far as its arguments are known. */
  record Called(String function, List<Object> arguments) {}

  private final Deque<Step> open = new ArrayDeque<>();

  void follow(Jsonata.Frame frame) {
    var onEntry = (Jsonata.EntryCallback) frame.lookup("__evaluate_entry");
    var onExit = (Jsonata.ExitCallback) frame.lookup("__evaluate_exit");
    frame.setEvaluateEntryCallback(
        (symbol, input, environment) -> {
          onEntry.callback(symbol, input, environment);
          open.push(new Step(symbol, new ArrayList<>(2)));
        });
    frame.setEvaluateExitCallback(
        (symbol, input, environment, result) -> {
          onExit.callback(symbol, input, environment, result);
          var ended = open.pop();
          if (!open.isEmpty()) {
            open.peek().values().add(new Value(ended, result));
          }
        });
  }

  /** Whether the step that failed is the expression as a whole. */
  boolean isWhole() {
    return open.size() == 1;
  }

  /** The operator of the step that failed. */
  String operator() {
    return open.isEmpty() ? "" : open.peek().text();
  }

  /** The function whose call failed. */
  Optional<Called> called() {
    if (open.isEmpty()) {
      return Optional.empty();
    }
    var values = open.peek().values();
    for (int at = values.size() - 1; at >= 0; at--) {
      if (values.get(at).result() instanceof Jsonata.JFunction) {
        List<Object> arguments = new ArrayList<>();
        if (operator().equals("~>")) {
          arguments.add(values.getFirst().result());
        }
        values.subList(at + 1, values.size()).forEach(value -> arguments.add(value.result()));
        return Optional.of(new Called(values.get(at).of().text(), arguments));
      }
    }
    return Optional.empty();
  }
}
