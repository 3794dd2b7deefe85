package io.slipway.local.story;

import static io.slipway.local.story.Asked.creation;
import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.OperationState;
import io.slipway.local.account.Fault;
import io.slipway.operation.Forecast.Change;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code ?dryRun=true} says is what the same request then does: every state, every call that
 * changes something in AWS, in order, and what it makes of what. And it changes nothing itself.
 */
final class DryRunTest {

  private static final String DRY = "?dryRun=true";
  private static final String IDLE = "/stacks/deploytoprodBlue";
  private static final String SWAP = "/stacks/swapProdBlueAndGreen";

  private Scenario scenario;

  @BeforeEach
  void anInstallation() {
    scenario = Scenario.begin();
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void flawC15_theWholeLifeOfAnApplicationIsForetold() {
    foretold("POST", "/stacks", creation());
    Asked.push(scenario, "1.0.0", "2.0.0", "3.0.0");
    foretold("POST", "/stacks/deploy", deployment("1.0.0", "dev"));
    foretold("POST", "/stacks/deploy", deployment("1.0.0", "stage", "training", "prod"));
    foretold("POST", SWAP, body());
    foretold("POST", "/stacks/deploytoTrainDA", body());
    foretold("POST", "/stacks/deploy", deployment("2.0.0", "dev", "stage"));
    foretold("POST", IDLE, body());
    foretold("POST", "/stacks/canaryShift", Production.seed());
    foretold("POST", "/stacks/rollback", body().put("environment", "dev"));
    foretold("POST", "/stacks/rollback", body().put("environment", "prod"));
    var stop = body().put("action", "stop");
    stop.set("environment", Json.tree(List.of("dev", "stage")));
    foretold("POST", "/stacks/nonprodStatus", stop);
    var start = body().put("action", "start").put("environment", "dev");
    foretold("POST", "/stacks/nonprodStatus", start);
    foretold("POST", "/stacks/prodblueStatus", body().put("action", "stop"));
    foretold("POST", IDLE, body().put("imageTag", "3.0.0"));
    foretold("DELETE", "/stacks", nothing().put("stack", "Cats").put("deleteImages", true));
  }

  @Test
  void aRollbackThatRollsOutFirstIsForetold() {
    var production = Production.with(scenario, "1.0.0", "2.0.0");
    production.swap().finish();
    production.deployToIdle("3.0.0");
    foretold("POST", "/stacks/rollback", body().put("environment", "prod"));
  }

  @Test
  void aShiftOfALargeServiceIsForetoldWithItsScaling() {
    Production.with(scenario, "1.0.0", "2.0.0");
    var request = Production.steps();
    request.putObject("strategy").putObject("linear").put("step", 25).put("wait", "2m");
    request.putObject("scale").put("desired", 9);
    foretold("POST", "/stacks/canaryShift", request);
  }

  @Test
  void aCanaryWithARuleOfItsOwnIsForetold() {
    Production.with(scenario, "1.0.0", "2.0.0");
    foretold("POST", "/stacks/canaryShift", CanaryRuleTest.routed());
  }

  @Test
  void aDeletionThatKeepsTheImagesIsForetold() {
    Production.with(scenario, "1.0.0", "2.0.0");
    scenario.registerRevisions("Cats-dev", 23);
    foretold("DELETE", "/stacks", nothing().put("stack", "cats"));
  }

  @Test
  void aRefusedRequestIsRefusedAlike() {
    Production.with(scenario, "1.0.0", "2.0.0");
    refusedAlike("POST", "/stacks", creation());
    refusedAlike("POST", "/stacks", creation().put("email", "nobody"));
    refusedAlike("POST", "/stacks/deploy", deployment("9.9.9", "dev"));
    refusedAlike("POST", "/stacks/deploy", deployment("1.0.0", "nowhere"));
    refusedAlike("POST", SWAP, body().put("applicationName", "nobody"));
    refusedAlike("POST", "/stacks/rollback", body().put("environment", "qa"));
    refusedAlike("DELETE", "/stacks", nothing().put("stack", "nobody"));
    refusedAlike("POST", SWAP, nothing().put("applicationName", "Cats").put("bake", 0));
    var run = scenario.asked("POST", SWAP, body());
    scenario.runFor(Duration.ofSeconds(30));
    refusedAlike("POST", SWAP, body());
    refusedAlike("POST", "/stacks", creation());
    refusedAlike("DELETE", "/stacks", nothing().put("stack", "cats"));
    run.finish();
  }

  @Test
  void aKeyIsNotUsedUpByADryRun() {
    Production.with(scenario, "1.0.0", "2.0.0");
    var key = Map.of("idempotency-key", "once");
    var dry = scenario.slipway().call("POST", SWAP + DRY, Json.text(body()), key);
    assertThat(dry.status()).as(dry.text()).isEqualTo(200);
    var other = Json.text(body().put("bake", "1m"));
    var real = scenario.slipway().call("POST", SWAP, other, key);
    assertThat(real.status()).as(real.text()).isEqualTo(202);
    var reused = scenario.slipway().call("POST", SWAP + DRY, Json.text(body()), key);
    assertThat(reused.status()).as(reused.text()).isEqualTo(422);
    scenario.runFor(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "yes", "TRUE", "True", " true", "true,false"})
  void anythingButTrueAndFalseIsRefusedAndStartsNothing(String value) {
    var before = Contents.ofTables(scenario);
    var query = "?dryRun=" + value.replace(" ", "%20");
    var answer = scenario.call("POST", "/stacks" + query, creation());
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.text()).contains("dryRun: true or false is allowed");
    assertThat(scenario.call("POST", "/stacks?dryrun=true", creation()).status()).isEqualTo(400);
    assertThat(Contents.ofTables(scenario)).isEqualTo(before);
  }

  @Test
  void falseIsAnOrdinaryRequest() {
    var answer = scenario.call("POST", "/stacks?dryRun=false", creation());
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    scenario.runFor(Duration.ofMinutes(10));
  }

  private void refusedAlike(String method, String path, ObjectNode body) {
    var before = Contents.ofTables(scenario);
    var dry = scenario.call(method, path + DRY, body);
    assertThat(Contents.ofTables(scenario)).isEqualTo(before);
    var real = scenario.call(method, path, body);
    assertThat(dry.status()).as(dry.text()).isEqualTo(real.status()).isBetween(400, 499);
    assertThat(dry.json().path("detail")).isEqualTo(real.json().path("detail"));
    assertThat(dry.json().path("type")).isEqualTo(real.json().path("type"));
  }

  private void foretold(String method, String path, ObjectNode body) {
    var before = Contents.ofTables(scenario);
    int executions = scenario.slipway().machines().list().size();
    var made = new ChangesMade(scenario);
    scenario.account().calls().inject(made);
    var told = scenario.call(method, path + DRY, body);
    assertThat(told.status()).as(told.text()).isEqualTo(200);
    assertThat(made.list()).isEmpty();
    assertThat(Contents.ofTables(scenario)).isEqualTo(before);
    assertThat(scenario.slipway().machines().list()).hasSize(executions);

    var run = scenario.asked(method, path, body).finish();
    scenario.account().calls().inject(Fault.NONE);
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(byPlace(changes(told.json()))).as(path).isEqualTo(byPlace(made.list()));
    assertThat(run.operation().message()).isNotBlank();
    if (body.path("environment").size() < 2 && !path.endsWith("TrainDA")) {
      assertThat(states(told.json())).isEqualTo(entered(run));
    }
  }

  /** Places are changed at the same time; within one, the order counts. */
  private static List<Change> byPlace(List<Change> changes) {
    boolean places = changes.stream().anyMatch(change -> change.action().startsWith("Register"));
    boolean shifts = changes.stream().anyMatch(change -> change.action().equals("ModifyRule"));
    var sorted = new ArrayList<>(changes);
    if (places && !shifts) {
      sorted.sort(Comparator.comparing(Change::resource));
    }
    return sorted;
  }

  private static List<Change> changes(JsonNode told) {
    return Arrays.asList(Json.readOwn(told.path("changes").toString(), Change[].class));
  }

  private static List<String> states(JsonNode told) {
    var states = new ArrayList<String>();
    told.path("steps").forEach(step -> add(states, step.path("state").asText()));
    return states;
  }

  /** The tasks that its execution went through; a loop of the same state counts once. */
  private List<String> entered(Run run) {
    var states = new ArrayList<String>();
    var machines = scenario.slipway().machines();
    var arn =
        machines.list().stream()
            .map(status -> status.executionArn())
            .filter(candidate -> candidate.endsWith(":" + run.id()))
            .findFirst()
            .orElseThrow();
    machines.history(arn).stream()
        .filter(event -> event.type().equals("TaskStateEntered"))
        .forEach(event -> add(states, event.details().path("name").asText()));
    return states;
  }

  private static void add(List<String> states, String state) {
    if (states.isEmpty() || !states.getLast().equals(state)) {
      states.add(state);
    }
  }
}
