package io.slipway.local.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.data.Changes;
import io.slipway.local.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever an execution is at, another process takes it up there and ends it in the same way. */
class DurabilityTest {

  private static final String MACHINE =
      "arn:aws:states:eu-central-1:123456789012:stateMachine:long";
  private static final String DEFINITION =
      """
      {"QueryLanguage": "JSONata", "StartAt": "Prepare", "TimeoutSeconds": 86400, "States": {
        "Prepare": {"Type": "Pass", "Assign": {"n": "{% $states.input.n %}"}, "Next": "Bake"},
        "Bake": {"Type": "Wait", "Seconds": 60, "Next": "Call"},
        "Call": {"Type": "Task", "Resource": "arn:aws:lambda:eu-central-1:123456789012:function:f",
          "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 10, "MaxAttempts": 3}], "Next": "All"},
        "All": {"Type": "Map", "Items": [1, 2, 3], "MaxConcurrency": 2, "ItemProcessor": {"StartAt": "Sleep", "States": {
          "Sleep": {"Type": "Wait", "Seconds": "{% $states.input * $n %}", "Output": "{% $states.input + $n %}", "End": true}}},
          "Next": "Approve"},
        "Approve": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
          "Arguments": {"FunctionName": "ask", "Payload": "{% $states.context.Task.Token %}"},
          "TimeoutSeconds": 3600, "Catch": [{"ErrorEquals": ["States.Timeout"], "Output": "{% $n %}", "Next": "Done"}],
          "Next": "Done"},
        "Done": {"Type": "Succeed"}}}
      """;

  private final List<JsonNode> saves = new ArrayList<>();
  private final VirtualTimeline timeline =
      new VirtualTimeline(Instant.parse("2026-01-01T00:00:00Z"));

  /** Fails twice, by the attempt that the call says it is. */
  private static void answer(TaskCall call, TaskReply reply) {
    if (call.taskToken().isEmpty() && call.attempt() < 3) {
      reply.fail("Busy", "attempt " + call.attempt());
    } else {
      reply.succeed(JsonNodeFactory.instance.numberNode(7));
    }
  }

  @Test
  void anExecutionEndsTheSameWhereverTheProcessEnds() {
    Changes kept = part -> saves.add(part.save());
    var machines = new StateMachines(timeline, DurabilityTest::answer, new Random(1), kept);
    machines.define(MACHINE, "long", DEFINITION);
    var arn = machines.start(MACHINE, "one", "{\"n\": 5}").executionArn();
    timeline.runUntilIdle(Duration.ofDays(2));
    var expected = machines.describe(arn).orElseThrow();

    assertThat(expected.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(expected.output()).contains(JsonNodeFactory.instance.numberNode(5));
    assertThat(saves.size()).isGreaterThan(10);
    for (var saved : saves.subList(2, saves.size())) {
      var again = restored(saved).describe(arn).orElseThrow();
      assertThat(again.status()).isEqualTo(expected.status());
      assertThat(again.output()).isEqualTo(expected.output());
    }
  }

  private static StateMachines restored(JsonNode saved) {
    var timeline = new VirtualTimeline(Instant.parse("2026-01-01T00:00:30Z"));
    var machines =
        new StateMachines(timeline, DurabilityTest::answer, new Random(2), Changes.FORGOTTEN);
    machines.restore(saved);
    timeline.runUntilIdle(Duration.ofDays(2));
    return machines;
  }

  @Test
  void aTokenIsGoodInTheNextProcess() {
    var machines =
        new StateMachines(timeline, DurabilityTest::answer, new Random(1), Changes.FORGOTTEN);
    machines.define(MACHINE, "long", DEFINITION);
    var arn = machines.start(MACHINE, "one", "{\"n\": 1}").executionArn();
    timeline.runFor(Duration.ofMinutes(5));
    var token =
        machines.history(arn).stream()
            .filter(event -> event.type().equals("TaskScheduled"))
            .map(event -> event.details().path("parameters").path("Payload").asText())
            .findFirst()
            .orElseThrow();

    var next = new VirtualTimeline(timeline.clock().instant());
    var taken = new StateMachines(next, DurabilityTest::answer, new Random(3), Changes.FORGOTTEN);
    taken.restore(machines.save());
    taken.sendTaskSuccess(token, "\"approved\"");
    next.runUntilIdle(Duration.ofMinutes(1));

    assertThat(taken.describe(arn).orElseThrow().output().orElseThrow().asText())
        .isEqualTo("approved");
  }
}
