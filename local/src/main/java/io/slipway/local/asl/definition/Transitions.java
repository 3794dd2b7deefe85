package io.slipway.local.asl.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Checks that a flow's transitions lead to states that exist, reach every state, and may end. */
final class Transitions {

  private final Diagnostics diagnostics;
  private final JsonNode states;
  private final String location;

  Transitions(Diagnostics diagnostics, JsonNode states, String location) {
    this.diagnostics = diagnostics;
    this.states = states;
    this.location = location;
  }

  void check(String startAt, Fields flow) {
    if (flow.object().path("StartAt").isTextual()) {
      if (!states.has(startAt)) {
        missing("Next", startAt, flow.at("StartAt"));
      }
      unreachable(startAt);
    }
    boolean ends = false;
    for (var state : states.properties()) {
      var place = location + "/" + state.getKey();
      targets(state.getKey()).forEach((field, target) -> exists(field, target, place));
      ends |= isTerminal(state.getValue());
    }
    if (!ends) {
      diagnostics.add("MISSING_END_STATE", flow.location(), "Workflow has no terminal state");
    }
  }

  private void unreachable(String startAt) {
    Set<String> reached = new HashSet<>();
    var next = new ArrayDeque<String>();
    next.add(startAt);
    while (!next.isEmpty()) {
      var name = next.remove();
      if (states.has(name) && reached.add(name)) {
        next.addAll(targets(name).values());
      }
    }
    for (var state : states.properties()) {
      if (!reached.contains(state.getKey())) {
        diagnostics.add(
            "MISSING_TRANSITION_TARGET",
            location + "/" + state.getKey(),
            "State \"" + state.getKey() + "\" is not reachable.");
      }
    }
  }

  private void exists(String field, String target, String place) {
    if (!states.has(target)) {
      missing(field.substring(field.lastIndexOf('/') + 1), target, place + "/" + field);
    }
  }

  private void missing(String field, String target, String place) {
    diagnostics.add(
        "MISSING_TRANSITION_TARGET", place, "Missing '" + field + "' target: " + target);
  }

  private static boolean isTerminal(JsonNode state) {
    var type = state.path("Type").asText();
    return type.equals("Succeed")
        || type.equals("Fail")
        || (!type.isEmpty() && state.path("End").asBoolean());
  }

  /** Where the state may go on, by the field that says so. */
  private Map<String, String> targets(String name) {
    var state = states.get(name);
    Map<String, String> targets = new LinkedHashMap<>();
    target(targets, "Next", state.path("Next"));
    target(targets, "Default", state.path("Default"));
    for (var list : new String[] {"Choices", "Catch"}) {
      for (int index = 0; index < state.path(list).size(); index++) {
        target(targets, list + "[" + index + "]/Next", state.path(list).path(index).path("Next"));
      }
    }
    return targets;
  }

  private static void target(Map<String, String> targets, String field, JsonNode value) {
    if (value.isTextual()) {
      targets.put(field, value.textValue());
    }
  }
}
