package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.asl.MockedTasks.MockAnswer;
import io.slipway.local.data.Changes;
import io.slipway.local.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs one definition with one input to its end, in virtual time, on mocked tasks. */
final class LocalRun {

  private static final String MACHINE =
      "arn:aws:states:eu-central-1:123456789012:stateMachine:local";
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final long SEED = 1;

  private final VirtualTimeline timeline;
  private final MockedTasks tasks;
  private final StateMachines machines;

  LocalRun(Instant start, Map<String, List<MockAnswer>> mocks) {
    timeline = new VirtualTimeline(start);
    tasks = new MockedTasks(mocks, this::answerByToken);
    machines = new StateMachines(timeline, tasks, new Random(SEED), Changes.FORGOTTEN);
  }

  private void answerByToken(String token, MockAnswer answer) {
    timeline.after(
        Duration.ofMillis(1),
        () -> {
          if (answer.isError()) {
            machines.sendTaskFailure(token, answer.error(), answer.cause());
          } else {
            machines.sendTaskSuccess(token, answer.result().toString());
          }
        });
  }

  /** How the execution ended: {@code status}, and what applies of output, error and cause. */
  ObjectNode outcome(String definitionJson, JsonNode input) {
    machines.define(MACHINE, "local", definitionJson);
    var arn = machines.start(MACHINE, "run", input.toString()).executionArn();
    timeline.runUntil(() -> status(arn) != Status.RUNNING, LONGEST);
    var ended = machines.describe(arn).orElseThrow();
    if (ended.status() == Status.RUNNING || !tasks.unanswered().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", tasks.unanswered()));
    }
    var outcome = JsonNodeFactory.instance.objectNode().put("status", ended.status().name());
    ended.output().ifPresent(output -> outcome.set("output", output));
    ended.error().ifPresent(error -> outcome.put("error", error));
    ended.cause().ifPresent(cause -> outcome.put("cause", cause));
    return outcome;
  }

  private Status status(String arn) {
    return machines.describe(arn).orElseThrow().status();
  }
}
