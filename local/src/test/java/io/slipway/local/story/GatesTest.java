package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.seed;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;

/** What the next release has to pass before any traffic. 1.0.0 is live, 2.0.1 waits in prod1. */
final class GatesTest {

  private static final String ALL_LIVE = "prod1 0, prod2 100";
  private static final String CANARY = "/stacks/canaryShift";
  private static final String SWAP = "/stacks/swapProdBlueAndGreen";

  @Test
  void aMigrationRunsToItsEndBeforeAnyTrafficMoves() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = scenario.asked("POST", CANARY, migrating(seed(), "sleep", "300"));
      scenario.runFor(ofMinutes(5));
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(run.operation().waitingFor().orElseThrow())
          .isEqualTo("waiting for the migration, which is RUNNING");
      assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      var step = step(scenario, run, "RunMigration");
      assertThat(step.path("message").asText())
          .isEqualTo("the migration of 2.0.1 (prod1) ended with exit code 0");
      assertThat(step.at("/details/exitCode").asInt(-1)).isZero();
      assertThat(made(scenario, run, "RunTask")).isEqualTo(1);
    }
  }

  @Test
  void aMigrationThatFailsKeepsTheTrafficWhereItIs() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      for (var path : List.of(CANARY, SWAP)) {
        var request = path.equals(CANARY) ? seed() : body();
        var run = scenario.asked("POST", path, migrating(request, "exit", "3")).finish();
        assertThat(run.outcome()).isEqualTo(FAILED);
        assertThat(run.message())
            .contains(
                "the migration of 2.0.1 (prod1) ended with exit code 3: Essential container",
                "no traffic had moved");
        assertThat(production.customers()).isEqualTo(ALL_LIVE);
        assertThat(run.steps()).contains("RunMigration one-off task FAILED");
      }
    }
  }

  @Test
  void aMigrationThatTakesTooLongIsStopped() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var request = migrating(seed(), "sleep", "3000");
      ((ObjectNode) request.path("migration")).put("timeout", "2m");
      var run = scenario.asked("POST", CANARY, request).finish();
      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains("the migration had not ended after 2 minutes");
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      assertThat(oneOffTasks(scenario, run)).isEmpty();
    }
  }

  @Test
  void anAbortStopsTheMigration() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = scenario.asked("POST", CANARY, migrating(seed(), "sleep", "3000"));
      scenario.runFor(ofMinutes(2));
      assertThat(oneOffTasks(scenario, run)).hasSize(1);
      production.tell(run, "abort");
      scenario.runFor(ofSeconds(21));
      assertThat(oneOffTasks(scenario, run)).isEmpty();
      assertThat(run.finish().outcome()).isEqualTo(ABORTED);
    }
  }

  @Test
  void anExecutionThatWasStoppedLeavesNoMigrationBehind() {
    try (var scenario = Scenario.begin()) {
      Production.with(scenario, "1.0.0", "2.0.1");
      var run = scenario.asked("POST", CANARY, migrating(seed(), "sleep", "3000"));
      scenario.runFor(ofMinutes(1));
      var machines = scenario.slipway().machines();
      machines.list().stream()
          .map(execution -> execution.executionArn())
          .filter(arn -> arn.endsWith(":" + run.id()))
          .forEach(arn -> machines.stop(arn, "Stopped", "by hand"));
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(FAILED);
      assertThat(oneOffTasks(scenario, run)).isEmpty();
    }
  }

  @Test
  void aMigrationWhoseStartIsLostRunsOnce() {
    try (var scenario = Scenario.begin()) {
      Production.with(scenario, "1.0.0", "2.0.1");
      scenario.account().calls().inject(Faults.losing("RunTask", new AtomicInteger()));
      var run = scenario.asked("POST", CANARY, migrating(seed(), "sleep", "60"));
      scenario.runFor(ofSeconds(20));
      scenario.account().calls().inject(io.slipway.local.account.Fault.NONE);
      scenario.runFor(ofSeconds(40));
      assertThat(oneOffTasks(scenario, run)).hasSize(1);
      assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void thePreviewHostIsAskedBeforeTheFirstShift() {
    try (var scenario = Scenario.begin()) {
      Production.with(scenario, "1.0.0", "2.0.1");
      for (var path : List.of(CANARY, SWAP)) {
        var request = path.equals(CANARY) ? seed() : body();
        request
            .putObject("check")
            .put("path", "/version?full=1")
            .put("contains", path.equals(CANARY) ? "2.0.1" : "1.0.0")
            .put("timeout", 5);
        var run = scenario.asked("POST", path, request).finish();
        assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
        var step = step(scenario, run, "CheckPreview");
        assertThat(step.path("message").asText())
            .startsWith("GET http")
            .endsWith("/version?full=1: answered 200")
            .contains("-prod-blue.");
        assertThat(step.at("/details/status").asInt()).isEqualTo(200);
        assertThat(run.steps().stream().filter(text -> text.startsWith("CheckPreview")).count())
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aPreviewHostThatAnswersOtherwiseKeepsTheTrafficWhereItIs() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var wrongStatus = seed();
      wrongStatus.putObject("check").put("path", "/").put("status", 204);
      var run = scenario.asked("POST", CANARY, wrongStatus).finish();
      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains("answered 200, not 204", "no traffic had moved");

      var wrongText = body();
      wrongText.putObject("check").put("path", "/").put("contains", "3.0.0");
      run = scenario.asked("POST", SWAP, wrongText).finish();
      assertThat(run.outcome()).isEqualTo(FAILED);
      assertThat(run.message()).contains("answered 200, but not with '3.0.0'");
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
    }
  }

  @Test
  void whatIsWrongWithAGateIsSaidAtOnce() {
    try (var scenario = Scenario.begin()) {
      Production.created(scenario);
      var request = seed();
      request.putObject("compare").put("minRequests", 0);
      request.putObject("check").put("path", "//evil.example/");
      request.putObject("migration").put("timeout", "2h").putArray("command");
      var answer = scenario.call("POST", CANARY, request);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text())
          .contains(
              "compare: maxErrorRate, maxLatencyRatio or both are required",
              "compare.minRequests: 1 to 1000000 is allowed, but got 0",
              "check.path: a path that begins with one '/'",
              "migration.command: 1 to 50 words are allowed, but got 0",
              "migration.timeout: 10 seconds to 1 hour are allowed, but got 7200 seconds");
    }
  }

  static ObjectNode migrating(ObjectNode request, String... command) {
    var words = request.putObject("migration").putArray("command");
    Stream.of(command).forEach(words::add);
    return request;
  }

  private static List<String> oneOffTasks(Scenario scenario, Run run) {
    return scenario
        .slipway()
        .clients()
        .get(EcsClient.class)
        .listTasks(
            request ->
                request
                    .cluster(scenario.inventory(Production.NAME).getLast().address().cluster())
                    .startedBy(run.id()))
        .taskArns();
  }

  private static long made(Scenario scenario, Run run, String operation) {
    return scenario.account().calls().list(run.id()).stream()
        .filter(call -> call.operation().equals(operation))
        .count();
  }

  private static JsonNode step(Scenario scenario, Run run, String state) {
    for (var step : scenario.get("/operations/" + run.id()).path("steps")) {
      if (step.path("state").asText().equals(state)) {
        return step;
      }
    }
    throw new AssertionError("no step " + state);
  }
}
