package io.slipway.local.asl;

import io.slipway.local.asl.definition.State;
import java.util.Optional;

/** Does a Choice: the first rule whose condition holds decides. */
final class Choosing {

  private final Run run;
  private final Interpreter interpreter;

  Choosing(Run run, Interpreter interpreter) {
    this.run = run;
    this.interpreter = interpreter;
  }

  void begin(Frame frame, State.Choice choice) {
    var evaluation = run.evaluation(frame);
    for (int index = 0; index < choice.rules().size(); index++) {
      var rule = choice.rules().get(index);
      var field = "Choices[" + index + "]/";
      if (evaluation.typed(rule.condition(), field + "Condition", "boolean").booleanValue()) {
        interpreter.leave(
            frame, evaluation, rule.outcome(), field, frame.input, Optional.of(rule.next()));
        return;
      }
    }
    if (choice.otherwise().isEmpty()) {
      throw StateFailed.runtime(
          "Failed to transition out of the state. The state does not point to a next state.");
    }
    interpreter.leave(frame, evaluation, choice.outcome(), "", frame.input, choice.otherwise());
  }
}
