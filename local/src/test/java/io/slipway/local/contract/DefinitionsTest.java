package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.operation.RolloutPlan;
import io.slipway.runtime.Platform;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How state machines are written here, and what they send to their functions. */
class DefinitionsTest {

  private static final int MOST_STATES = 28;
  private static final int A_DAY = 24 * 60 * 60;

  /** Between two looks at stacks. */
  private static final int LONGEST_WAIT_SECONDS = 30;

  private static final Pattern COUNTED = Pattern.compile(">= (\\d+)");

  /** The fields that {@code $merge} takes from a variable, which the states assign. */
  private static final Pattern MERGED =
      Pattern.compile("\\{% \\$merge\\(\\[\\{'operation': \\$operation}, \\$(\\w+)]\\) %}");

  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#machines")
  void itSaysWhatItDoesAndIsJsonata(Definitions.Machine machine) {
    assertThat(machine.definition().fieldNames().next()).isEqualTo("Comment");
    assertThat(machine.definition().path("QueryLanguage").asText()).isEqualTo("JSONata");
    assertThat(machine.definition().path("States").size()).isLessThanOrEqualTo(MOST_STATES);
    assertThat(machine.states())
        .noneMatch(state -> state.json().has("QueryLanguage"))
        .filteredOn(state -> state.type().equals("Task"))
        .allMatch(task -> task.json().path("Comment").asText().length() > 10);
  }

  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#tasks")
  void itSendsExactlyWhatTheStepReads(Definitions.State task) {
    var input = Steps.input(task.function());
    var sent = new TreeSet<String>();
    var merged = MERGED.matcher(task.payload().asText());
    if (merged.matches()) {
      sent.add("operation");
      sent.addAll(assigned(task.machine(), merged.group(1)));
    } else {
      assertThat(task.payload().isObject()).as("Payload").isTrue();
      task.payload().fieldNames().forEachRemaining(sent::add);
      assertThat(sent).containsAll(Steps.required(input));
    }
    assertThat(Steps.fields(input)).containsAll(sent);
  }

  /** Every field that any state gives the variable. */
  private static Set<String> assigned(Definitions.Machine machine, String variable) {
    var fields = new TreeSet<String>();
    for (var state : machine.states()) {
      for (JsonNode assign : state.json().findValues("Assign")) {
        assign.path(variable).fieldNames().forEachRemaining(fields::add);
      }
    }
    return fields;
  }

  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#tasks")
  void itWaitsLongerThanTheFunctionWhichWaitsLongerThanAnyCall(Definitions.State task) {
    var timeout = task.json().path("TimeoutSeconds");
    int function = Steps.timeoutSeconds(task.function());
    assertThat(function).isGreaterThan((int) Platform.LONGEST_CALL.toSeconds());
    if (task.waitsForToken()) {
      // It ends by what a person or a clock decides, not by the function, which only leaves the
      // token: the time is the step's bake, or the fourteen days that a wait may take.
      assertThat(timeout.isTextual() || timeout.asInt() == 14 * A_DAY).isTrue();
    } else {
      assertThat(timeout.asInt()).isGreaterThan(function);
    }
  }

  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#machines")
  void itEndsAndLaterThanEachOfItsTasks(Definitions.Machine machine) {
    var whole = machine.definition().path("TimeoutSeconds");
    assertThat(whole.isInt()).isTrue();
    machine
        .tasks()
        .forEach(
            task ->
                assertThat(whole.asInt())
                    .as(task.toString())
                    .isGreaterThan(task.json().path("TimeoutSeconds").asInt()));
  }

  /**
   * Either it counts, up or down, or the step knows since when, or until when, it is looked at. A
   * moment that has passed is not waited for again.
   */
  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#machines")
  void aLoopThatWaitsKnowsWhenToStop(Definitions.Machine machine) {
    for (var state : machine.states()) {
      if (state.json().has("Seconds") && state.isInLoop()) {
        var looking =
            machine
                .tasks()
                .filter(task -> task.name().equals(state.json().path("Next").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(Steps.fields(Steps.input(looking.function())))
            .as(state + " → " + looking.name())
            .containsAnyOf("deadline", "last", "scaled", "turnSeconds");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#machines")
  void itsCountedLoopsEndBeforeItDoes(Definitions.Machine machine) {
    int longest =
        machine
            .tasks()
            .map(task -> COUNTED.matcher(task.payload().path("last").asText()))
            .filter(Matcher::find)
            .mapToInt(counted -> Integer.parseInt(counted.group(1)) * LONGEST_WAIT_SECONDS)
            .sum();
    assertThat(longest).isLessThan(machine.definition().path("TimeoutSeconds").asInt());
  }

  /** A rollout, its way back, and the same again for what both have to wait for. */
  @ParameterizedTest
  @MethodSource("io.slipway.local.contract.Definitions#machines")
  void aRolloutAndItsWayBackEndBeforeItDoes(Definitions.Machine machine) {
    if (machine.tasks().anyMatch(task -> task.function().equals("StartRollout"))) {
      assertThat(machine.definition().path("TimeoutSeconds").asLong())
          .isGreaterThanOrEqualTo(RolloutPlan.LONGEST.multipliedBy(4).toSeconds());
    }
  }
}
