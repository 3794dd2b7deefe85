package io.slipway.local.simulation.mutant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Edits of the definitions of state machines. */
final class Asl {

  private Asl() {}

  /** A state of a definition; throws where it has none of this name. */
  static ObjectNode state(ObjectNode definition, String name) {
    if (definition.at("/States/" + name) instanceof ObjectNode state) {
      return state;
    }
    throw new IllegalStateException("the definition has no state " + name);
  }

  /**
   * What led from a Choice to {@code from} leads to {@code to}; throws where nothing did. The old
   * rules stay behind the new ones, since a definition may have no state that nothing leads to.
   */
  static void redirect(ObjectNode definition, String choice, String from, String to) {
    var rules = (ArrayNode) state(definition, choice).get("Choices");
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).path("Next").asText().equals(from)) {
        rules.insert(i, ((ObjectNode) rules.get(i)).deepCopy().put("Next", to));
        return;
      }
    }
    throw new IllegalStateException(choice + " does not lead to " + from);
  }

  /** A Choice leads to {@code to} where the condition holds, whatever else does. */
  static void always(ObjectNode definition, String choice, String condition, String to) {
    ((ArrayNode) state(definition, choice).get("Choices"))
        .insertObject(0)
        .put("Condition", condition)
        .put("Next", to);
  }

  /** What catches everything catches timeouts no more: they are no States.TaskFailed. */
  static void withoutCatchAll(ObjectNode definition) {
    definition
        .findParents("ErrorEquals")
        .forEach(
            handler -> {
              var errors = (ArrayNode) handler.get("ErrorEquals");
              for (int i = 0; i < errors.size(); i++) {
                if (errors.get(i).asText().equals("States.ALL")) {
                  errors.set(i, "States.TaskFailed");
                }
              }
            });
  }
}
