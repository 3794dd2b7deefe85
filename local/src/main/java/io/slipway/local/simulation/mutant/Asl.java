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

  /** What led from a Choice to {@code from} leads to {@code to}; throws where nothing did. */
  static void redirect(ObjectNode definition, String choice, String from, String to) {
    boolean found = false;
    for (var rule : state(definition, choice).get("Choices")) {
      if (rule.path("Next").asText().equals(from)) {
        ((ObjectNode) rule).put("Next", to);
        found = true;
      }
    }
    if (!found) {
      throw new IllegalStateException(choice + " does not lead to " + from);
    }
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
