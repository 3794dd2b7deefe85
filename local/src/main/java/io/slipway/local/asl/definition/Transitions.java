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
    if (flow.object().path("StartAt").isTextual() && !states.has(startAt)) {
      missing("StartAt", startAt, flow.at("StartAt"));
      return;
    }
    Set<String> reached = new HashSet<>();
    var next = new ArrayDeque<String>();
    next.add(startAt);
    boolean ends = false;
    while (!next.isEmpty()) {
      var name = next.remove();
      if (states.has(name) && reached.add(name)) {
        ends |= isTerminal(states.get(name));
        next.addAll(targets(name).values());
      }
    }
    for (var state : states.properties()) {
      var place = location + "/" + state.getKey();
      targets(state.getKey()).forEach((field, target) -> exists(field, target, place));
      if (!reached.contains(state.getKey())) {
        diagnostics.add(
            "MISSING_TRANSITION_TARGET",
            place,
            "State \"" + state.getKey() + "\" is not reachable.");
      }
    }
    if (!ends && states.has(startAt)) {
      diagnostics.add("MISSING_END_STATE", flow.location(), "Workflow has no terminal state");
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
    return type.equals("Succeed") || type.equals("Fail") || state.path("End").asBoolean();
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
