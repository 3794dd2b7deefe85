package io.slipway.local.simulation.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ecs.model.StopTaskResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/** Bugs of how executions are started, and what they carry. */
final class ExecutionMutants {

  private static final String START = "startExecution";
  private static final int TOO_LONG = 100_000;

  private ExecutionMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Planted(
            32,
            "an execution has a name of its own",
            "to start an operation's execution twice starts two",
            Set.of("P1", "X1"),
            ExecutionMutants::ownNames),
        new Planted(
            33,
            "an execution that exists already is an error",
            "the sweeper fails at operations whose execution has ended",
            Set.of("P1"),
            () -> new Change().call(START, Set.of("Sweep"), ExecutionMutants::existsIsAnError)),
        new Planted(
            40,
            "a poll every second",
            "the history of an execution fills with looks at a slot or a rollout",
            Set.of("P4"),
            () ->
                new Change()
                    .handler("CheckSlot", put("waitSeconds"))
                    .handler("CheckRollout", put("nextLookSeconds"))),
        new Planted(
            41,
            "a payload without a bound",
            "a step hands the machine a text of 100 kB",
            Set.of("P4"),
            () ->
                new Change()
                    .handler("CheckSlot", ExecutionMutants::verbose)
                    .handler("CheckRollout", ExecutionMutants::verbose)),
        new Planted(
            42,
            "a document in the input of an execution",
            "what belongs into a table is kept in the history of an execution",
            Set.of("P4"),
            () -> new Change().call(START, ExecutionMutants::withDocument)),
        new Planted(
            160,
            "what goes on in a new execution begins at its first step",
            "a shift forgets which steps are behind it",
            Set.of("P1", "T4"),
            () -> new Change().handler("TakeUpShift", ExecutionMutants::fromTheFirstStep)),
        new Planted(
            161,
            "a one-off task goes on after its operation",
            "nobody stops the migration of a shift that is put back",
            Set.of("O5"),
            () -> new Change().call("stopTask", call -> StopTaskResponse.builder().build())));
  }

  private static JsonNode fromTheFirstStep(
      io.slipway.runtime.Platform platform, JsonNode input, Around.Shipped shipped)
      throws java.io.IOException {
    var answer = (ObjectNode) shipped.handle(input);
    ((ObjectNode) answer.path("variables")).put("step", 0).put("before", 0);
    return answer;
  }

  private static Change ownNames() {
    var count = new AtomicInteger();
    return new Change()
        .call(
            START,
            call -> {
              var request = call.request(StartExecutionRequest.class);
              var name = request.name() + "-" + count.incrementAndGet();
              return call.go(request.toBuilder().name(name).build());
            });
  }

  private static Object existsIsAnError(HandlerCall call) throws Throwable {
    try {
      return call.go();
    } catch (ExecutionAlreadyExistsException e) {
      throw SfnException.builder()
          .statusCode(500)
          .message(e.getMessage())
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("InternalServerError")
                  .errorMessage(e.getMessage())
                  .build())
          .build();
    }
  }

  private static Around put(String seconds) {
    return (platform, input, shipped) -> ((ObjectNode) shipped.handle(input)).put(seconds, 1);
  }

  private static JsonNode verbose(
      io.slipway.runtime.Platform platform, JsonNode input, Around.Shipped shipped)
      throws java.io.IOException {
    var answer = (ObjectNode) shipped.handle(input);
    var text = answer.has("reason") ? "reason" : "message";
    return answer.put(text, answer.path(text).asText() + " ".repeat(TOO_LONG));
  }

  private static Object withDocument(HandlerCall call) throws Throwable {
    var request = call.request(StartExecutionRequest.class);
    var input = (ObjectNode) Json.parse(request.input().getBytes(StandardCharsets.UTF_8));
    input.put("document", "x".repeat(TOO_LONG));
    return call.go(request.toBuilder().input(Json.text(input)).build());
  }
}
