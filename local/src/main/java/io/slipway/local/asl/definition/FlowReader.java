package io.slipway.local.asl.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the states of a machine, a branch or an item processor. */
final class FlowReader {

  private static final int LONGEST_NAME = 80;

  private final Diagnostics diagnostics;
  private final boolean jsonata;
  private final boolean mixed;

  FlowReader(Diagnostics diagnostics, boolean jsonata, boolean mixed) {
    this.diagnostics = diagnostics;
    this.jsonata = jsonata;
    this.mixed = mixed;
  }

  Flow flow(Fields fields) {
    var startAt = fields.requiredText("StartAt");
    fields.require("States");
    var declared = fields.typed("States", "OBJECT", JsonNode::isObject);
    Map<String, State> states = new LinkedHashMap<>();
    if (declared.isPresent() && declared.get().isEmpty()) {
      diagnostics.schema(fields.at("States"), "Value cannot be empty");
    }
    if (declared.isPresent()) {
      for (var entry : declared.get().properties()) {
        var place = fields.at("States") + "/" + entry.getKey();
        if (entry.getKey().codePointCount(0, entry.getKey().length()) > LONGEST_NAME) {
          diagnostics.schema(place, "State name should be at most 80 characters");
        }
        if (entry.getValue().isObject()) {
          var state = new Fields(entry.getValue(), place, diagnostics);
          new StateReader(this, state, entry.getKey())
              .read()
              .ifPresent(read -> states.put(entry.getKey(), read));
        } else {
          diagnostics.schema(place, "Expected value of type [OBJECT]");
        }
      }
      new Transitions(diagnostics, declared.get(), fields.at("States")).check(startAt, fields);
    }
    return new Flow(startAt, states);
  }

  /** Whether the machine as a whole is JSONata; a state may opt in where it is not. */
  boolean jsonata() {
    return jsonata;
  }

  /** Whether the machine is not JSONata but some of its states are. */
  boolean mixed() {
    return mixed;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }
}
