package io.slipway.local.simulation.mutant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;

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

  /** Takes out the states that nothing leads to any more: a definition may not have any. */
  static void prune(ObjectNode definition) {
    var reached = new HashSet<String>();
    var open = new ArrayDeque<>(List.of(definition.path("StartAt").asText()));
    while (!open.isEmpty()) {
      var name = open.pop();
      if (reached.add(name)) {
        var state = state(definition, name).deepCopy();
        state.remove("ItemProcessor");
        open.addAll(state.findValuesAsText("Next"));
        open.addAll(state.findValuesAsText("Default"));
      }
    }
    ((ObjectNode) definition.get("States")).retain(reached);
  }
}
