package io.slipway.local.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The definitions of template.yaml's state machines, and every state in them. */
final class Definitions {

  /** One state machine: its logical id and its definition as it stands in its file. */
  record Machine(String logicalId, String file, JsonNode definition) {

    /** Its states, also those of inner Maps and Parallels. */
    List<State> states() {
      var states = new ArrayList<State>();
      walk(definition, (name, json) -> states.add(new State(this, name, json)));
      return states;
    }

    /** Whether it is the one that puts back what the others have changed. */
    boolean isRecovery() {
      return logicalId.equals("RecoverMachine");
    }

    /** Those of its states that invoke a function. */
    Stream<State> tasks() {
      return states().stream()
          .filter(state -> state.type().equals("Task"))
          .filter(state -> state.json().path("Resource").asText().contains(":lambda:invoke"));
    }

    @Override
    public String toString() {
      return file;
    }
  }

  /** A state, and the machine it is in. */
  record State(Machine machine, String name, JsonNode json) {

    String type() {
      return json.path("Type").asText();
    }

    /** The logical id of the function that a Task invokes. */
    String function() {
      return json.path("Arguments").path("FunctionName").asText().replaceAll("^\\$\\{|}$", "");
    }

    JsonNode payload() {
      return json.path("Arguments").path("Payload");
    }

    /** Whether what follows it may lead to it again. */
    boolean isInLoop() {
      var reached = new HashSet<String>();
      var open = new ArrayDeque<>(next());
      while (!open.isEmpty()) {
        var name = open.remove();
        if (reached.add(name)) {
          machine.states().stream()
              .filter(state -> state.name().equals(name))
              .forEach(state -> open.addAll(state.next()));
        }
      }
      return reached.contains(name);
    }

    private List<String> next() {
      return Stream.of("Next", "Default")
          .flatMap(field -> json.findValuesAsText(field).stream())
          .toList();
    }

    boolean waitsForToken() {
      return json.path("Resource").asText().endsWith(".waitForTaskToken");
    }

    /** Every error name in its {@code Retry} or {@code Catch}. */
    List<String> errors(String field) {
      return Shipped.each(json.path(field))
          .flatMap(each -> Shipped.each(each.path("ErrorEquals")))
          .map(JsonNode::asText)
          .toList();
    }

    @Override
    public String toString() {
      return machine + " " + name;
    }
  }

  private Definitions() {}

  static List<Machine> machines() {
    return Shipped.resources("AWS::Serverless::StateMachine").entrySet().stream()
        .map(
            entry -> {
              var file = entry.getValue().path("DefinitionUri").asText();
              return new Machine(entry.getKey(), file, Shipped.json(file));
            })
        .toList();
  }

  static List<State> tasks() {
    return machines().stream().flatMap(Machine::tasks).toList();
  }

  private static void walk(JsonNode flow, BiConsumer<String, JsonNode> visitor) {
    flow.path("States")
        .properties()
        .forEach(
            entry -> {
              visitor.accept(entry.getKey(), entry.getValue());
              walk(entry.getValue().path("ItemProcessor"), visitor);
              entry.getValue().path("Branches").forEach(branch -> walk(branch, visitor));
            });
  }
}
