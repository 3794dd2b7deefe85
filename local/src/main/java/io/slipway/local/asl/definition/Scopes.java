package io.slipway.local.asl.definition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Checks that no branch and no item processor assigns a variable that one of its parents has. */
final class Scopes {

  private final Diagnostics diagnostics;

  Scopes(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(JsonNode flow, String location, Set<String> outer) {
    Set<String> visible = new HashSet<>(outer);
    for (var state : flow.path("States").properties()) {
      var place = location + "/States/" + state.getKey();
      for (var name : assigned(state.getValue())) {
        if (outer.contains(name)) {
          diagnostics.schema(
              place, "The variable name '" + name + "' was already defined in a parent scope.");
        }
        visible.add(name);
      }
    }
    for (var state : flow.path("States").properties()) {
      var place = location + "/States/" + state.getKey();
      var branches = state.getValue().path("Branches");
      for (int index = 0; index < branches.size(); index++) {
        check(branches.get(index), place + "/Branches[" + index + "]", visible);
      }
      check(state.getValue().path("ItemProcessor"), place + "/ItemProcessor", visible);
      check(state.getValue().path("Iterator"), place + "/Iterator", visible);
    }
  }

  private static Set<String> assigned(JsonNode state) {
    Set<String> names = new HashSet<>();
    state.path("Assign").fieldNames().forEachRemaining(names::add);
    for (var list : new String[] {"Choices", "Catch"}) {
      state.path(list).forEach(one -> one.path("Assign").fieldNames().forEachRemaining(names::add));
    }
    return names;
  }
}
