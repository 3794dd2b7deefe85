package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.QUEUED;
import static io.slipway.domain.OperationState.RUNNING;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.domain.OperationState.SUPERSEDED;
import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.Fault;
import io.slipway.runtime.Json;
import io.slipway.store.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a request while another operation is in its way. */
final class QueueTest {

  private static final String DEPLOY = "/stacks/deploy";
  private static final String SWAP = "/stacks/swapProdBlueAndGreen";
  private static final String CANARY = "/stacks/canaryShift";

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
  void flawA7_whoQueuesIsServedInTheOrderOfComing() {
    cats("1.0.0", "2.0.0", "3.0.0");
    var first = scenario.asked("POST", DEPLOY, deployment("1.0.0", "dev"));
    var second = queued(DEPLOY, deployment("2.0.0", "dev"));
    var third = queued(DEPLOY, deployment("3.0.0", "qa"));
    assertThat(second.outcome()).isEqualTo(QUEUED);
    assertThat(page(second).path("place").asInt()).isEqualTo(1);
    assertThat(page(third).path("place").asInt()).isEqualTo(2);
    assertThat(page(third).path("waitingFor").asText()).isEqualTo("waits in the queue at place 2");
    assertThat(page(third).path("controls")).hasSize(1);
    assertThat(scenario.get("/stacks/Cats").path("queuedOperations"))
        .extracting(id -> id.asText())
        .containsExactly(second.id(), third.id());

    first.finish();
    scenario.runFor(ofSeconds(1));
    assertThat(second.outcome()).as("at once, not a minute later").isEqualTo(RUNNING);
    assertThat(third.outcome()).isEqualTo(QUEUED);
    assertThat(page(third).path("place").asInt()).isEqualTo(1);
    second.finish();
    third.finish();

    assertThat(List.of(first.outcome(), second.outcome(), third.outcome())).containsOnly(SUCCEEDED);
    assertThat(started()).containsExactly(first.id(), second.id(), third.id());
    assertThat(version("DEV")).isEqualTo("2.0.0");
    assertThat(scenario.events("Cats")).contains("QUEUED").doesNotContain("SUPERSEDED");
  }

  @Test
  void aQueuedDeployGoesBackToWhatRanWhenItBegan() {
    cats("1.0.0", "2.0.0");
    scenario.pushImage("cats", "3.0.0", "crashing");
    scenario.asked("POST", DEPLOY, deployment("1.0.0", "dev")).finish();
    scenario.asked("POST", DEPLOY, deployment("2.0.0", "dev"));
    var broken = queued(DEPLOY, deployment("3.0.0", "dev"));
    broken.finish();
    assertThat(broken.outcome()).isEqualTo(FAILED);
    scenario.runFor(ofMinutes(10));
    assertThat(version("DEV")).isEqualTo("2.0.0");
  }

  @Test
  void oneThatNeedsSeveralGroupsWaitsForAllOfThemAndIsNotOvertaken() {
    cats("1.0.0", "2.0.0");
    var dev = scenario.asked("POST", DEPLOY, deployment("1.0.0", "dev"));
    var both = queued(DEPLOY, deployment("2.0.0", "dev", "training"));
    var training = queued(DEPLOY, deployment("1.0.0", "training"));
    assertThat(page(training).path("place").asInt()).isEqualTo(2);
    var refused = scenario.call("POST", DEPLOY, deployment("1.0.0", "training"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("2 operations wait", "training-da", "queue");
    var production = scenario.asked("POST", DEPLOY, deployment("1.0.0", "prod"));
    dev.finish();
    both.finish();
    training.finish();
    production.finish();
    assertThat(started()).containsExactly(dev.id(), production.id(), both.id(), training.id());
    assertThat(version("TRAINING")).isEqualTo("1.0.0");
  }

  @Test
  void applicationsNeverWaitForOneAnother() {
    var production = Production.with(scenario, "1.0.0", "2.0.0");
    production.canaryShift(steps(step(10, ofDays(1))));
    production.runUntil("prod1 10, prod2 90");
    queued(SWAP, body());
    scenario.createStack("Dogs").finish();
    scenario.pushImage("dogs", "1.0.0", "healthy");
    var request = deployment("1.0.0", "prod").put("applicationName", "Dogs");
    var dogs = scenario.asked("POST", DEPLOY, request.put("concurrency", "queue"));
    assertThat(dogs.outcome()).isEqualTo(RUNNING);
    dogs.finish();
    assertThat(dogs.outcome()).isEqualTo(SUCCEEDED);
    scenario.asked("DELETE", "/stacks", nothing().put("stack", "Dogs")).finish();
    endCats(production);
  }

  @Test
  void whatCannotBeFollowedAnyMoreEndsWithTheReason() {
    var production = Production.with(scenario, "1.0.0", "2.0.0");
    var swap = scenario.asked("POST", SWAP, body().put("bake", "1m"));
    var other = scenario.asked("POST", SWAP, body().put("concurrency", "queue").put("bake", "1m"));
    var again = scenario.asked("POST", SWAP, body().put("concurrency", "queue").put("bake", "1m"));
    var rollback =
        scenario.asked(
            "POST",
            "/stacks/rollback",
            body().put("environment", "prod").put("version", "9").put("concurrency", "queue"));
    swap.finish();
    other.finish();
    again.finish();
    rollback.finish();
    assertThat(rollback.outcome()).isEqualTo(FAILED);
    assertThat(rollback.message())
        .startsWith("failed: when its turn came: version: prod never had a release");
    assertThat(again.outcome()).isEqualTo(SUCCEEDED);
    assertThat(production.liveVersion()).isEqualTo("2.0.0");
    assertThat(scenario.get("/stacks/Cats").path("queuedOperations")).isEmpty();
  }

  @Test
  void supersedeEndsWhatWaitsAndAbortsWhatRuns() {
    var production = Production.with(scenario, "1.0.0", "2.0.0");
    var canary = production.canaryShift(steps(step(10, ofDays(1))));
    production.runUntil("prod1 10, prod2 90");
    var waiting = queued(CANARY, steps(step(20, ofDays(1))));
    var newer =
        scenario.asked("POST", SWAP, body().put("concurrency", "supersede").put("bake", "1m"));
    assertThat(waiting.outcome()).isEqualTo(SUPERSEDED);
    assertThat(waiting.message()).isEqualTo("superseded by operation " + newer.id());
    scenario.runUntil(() -> production.customers().equals("prod1 0, prod2 100"));
    canary.finish();
    assertThat(canary.outcome()).isEqualTo(ABORTED);
    newer.finish();
    assertThat(newer.outcome()).as(newer.message()).isEqualTo(SUCCEEDED);
    assertThat(production.liveVersion()).isEqualTo("2.0.0");
    assertThat(messages())
        .anyMatch(text -> text.endsWith("asked to abort: superseded by operation " + newer.id()));
    assertThat(scenario.events("Cats")).containsOnlyOnce("SUPERSEDED").containsOnlyOnce("ABORT");
  }

  @Test
  void aSupersedingThatWasInterruptedIsFinishedByTheQueue() {
    var production = Production.with(scenario, "1.0.0", "2.0.0");
    var canary = production.canaryShift(steps(step(10, ofDays(1))));
    production.runUntil("prod1 10, prod2 90");
    scenario.account().calls().inject(Faults.swallowing("SendTaskSuccess", "SwapProdBlueAndGreen"));
    var newer =
        scenario.asked("POST", SWAP, body().put("concurrency", "supersede").put("bake", "1m"));
    assertThat(newer.outcome()).isEqualTo(QUEUED);
    assertThat(canary.outcome()).isEqualTo(RUNNING);
    scenario.account().calls().inject(Fault.NONE);
    assertThat(scenario.slipway().functions().invoke("StartQueued", nothing())).isDone();
    scenario.runUntil(() -> production.customers().equals("prod1 0, prod2 100"));
    canary.finish();
    assertThat(canary.outcome()).isEqualTo(ABORTED);
    newer.finish();
    assertThat(newer.outcome()).as(newer.message()).isEqualTo(SUCCEEDED);
    assertThat(scenario.events("Cats")).containsOnlyOnce("ABORT");
  }

  @Test
  void whatWaitsCanBeAbortedAndNothingElse() {
    cats("1.0.0", "2.0.0");
    var first = scenario.asked("POST", DEPLOY, deployment("1.0.0", "dev"));
    var second = queued(DEPLOY, deployment("2.0.0", "dev"));
    var third = queued(DEPLOY, deployment("2.0.0", "dev"));
    var path = "/operations/" + second.id() + "/";
    assertThat(scenario.call("POST", path + "promote", nothing()).text())
        .contains("409", "waits in its queue; what applies: abort");
    var key = Map.of("idempotency-key", "once");
    assertThat(scenario.slipway().call("POST", path + "abort", "{}", key).status()).isEqualTo(202);
    assertThat(scenario.slipway().call("POST", path + "abort", "{}", key).status()).isEqualTo(202);
    assertThat(scenario.call("POST", path + "abort", nothing()).status()).isEqualTo(200);
    assertThat(second.outcome()).isEqualTo(ABORTED);
    assertThat(second.message()).startsWith("aborted while it waited in the queue, by ");
    assertThat(page(third).path("place").asInt()).isEqualTo(1);
    first.finish();
    third.finish();
    assertThat(third.outcome()).isEqualTo(SUCCEEDED);
    assertThat(started()).containsExactly(first.id(), third.id());
  }

  @Test
  void theQueueHasABound() {
    cats("1.0.0");
    var first = scenario.asked("POST", DEPLOY, deployment("1.0.0", "dev"));
    var waiting = new ArrayList<Run>();
    for (int i = 0; i < Queue.MOST; i++) {
      waiting.add(queued(DEPLOY, deployment("1.0.0", "dev")));
    }
    var request = deployment("1.0.0", "dev").put("concurrency", "queue");
    var refused = scenario.call("POST", DEPLOY, request);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains("queue-full", "20 operations wait");
    var newest = scenario.call("POST", DEPLOY, request.put("concurrency", "supersede"));
    assertThat(newest.status()).as("the bound is for all").isEqualTo(409);
    for (var run : waiting) {
      scenario.call("POST", "/operations/" + run.id() + "/abort", nothing());
    }
    first.finish();
    assertThat(scenario.call("POST", DEPLOY, deployment("1.0.0", "dev")).status()).isEqualTo(202);
    scenario.runFor(ofMinutes(10));
  }

  @Test
  void theSameKeyIsTheSamePlaceInTheQueue() {
    cats("1.0.0");
    var first = scenario.asked("POST", DEPLOY, deployment("1.0.0", "dev"));
    var body = Json.text(deployment("1.0.0", "dev").put("concurrency", "queue"));
    var key = Map.of("idempotency-key", "once");
    var one = scenario.slipway().call("POST", DEPLOY, body, key).json().path("operationId");
    var two = scenario.slipway().call("POST", DEPLOY, body, key).json().path("operationId");
    assertThat(two).isEqualTo(one);
    assertThat(scenario.get("/stacks/Cats").path("queuedOperations")).hasSize(1);
    first.finish();
    new Run(scenario, one.asText()).finish();
  }

  @Test
  void aFreeLockIsTakenAtOnceWhateverIsAskedFor() {
    cats("1.0.0");
    for (var concurrency : List.of("reject", "queue", "supersede")) {
      var request = deployment("1.0.0", "dev").put("concurrency", concurrency);
      var run = scenario.asked("POST", DEPLOY, request);
      assertThat(run.outcome()).isEqualTo(RUNNING);
      run.finish();
    }
  }

  @Test
  void whatIsWrongForEverIsRefusedAtOnceAndNotQueued() {
    var production = Production.with(scenario, "1.0.0", "2.0.0");
    production.canaryShift(steps(step(10, ofDays(1))));
    production.runUntil("prod1 10, prod2 90");
    refused(400, SWAP, body().put("bake", "0s"));
    refused(400, CANARY, steps(step(0, ofDays(1))));
    refused(404, SWAP, body().put("applicationName", "nobody"));
    refused(404, DEPLOY, deployment("1.0.0", "prod", "da"));
    var wrong = scenario.call("POST", SWAP, body().put("concurrency", "wait"));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("concurrency: reject, queue, supersede are allowed");
    var creation = Asked.creation().put("concurrency", "queue");
    assertThat(scenario.call("POST", "/stacks", creation).text()).contains("unknown field");
    assertThat(scenario.get("/stacks/Cats").path("queuedOperations")).isEmpty();
    endCats(production);
  }

  @Test
  void whatIsQueuedIsToldByADryRunAndNotDone() {
    var production = Production.with(scenario, "1.0.0", "2.0.0");
    production.canaryShift(steps(step(10, ofDays(1))));
    production.runUntil("prod1 10, prod2 90");
    var told = scenario.call("POST", SWAP + "?dryRun=true", body().put("concurrency", "supersede"));
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.text()).contains("StartQueued", "at place 1", "what runs is asked to abort");
    assertThat(told.json().path("changes")).isEmpty();
    scenario.runFor(ofMinutes(2));
    assertThat(production.customers()).isEqualTo("prod1 10, prod2 90");
    endCats(production);
  }

  @Test
  void anExecutionThatWasStartedByHandDoesNotWait() {
    cats("1.0.0");
    var first = scenario.asked("POST", DEPLOY, deployment("1.0.0", "dev"));
    var request = deployment("1.0.0", "dev").put("concurrency", "queue");
    scenario.startedByHand("deploy", "by-hand", request);
    var waiting = queued(DEPLOY, deployment("1.0.0", "dev"));
    scenario.startedByHand("deploy", waiting.id(), request);
    scenario.runFor(ofSeconds(10));
    var ended =
        scenario.slipway().machines().list().stream()
            .filter(execution -> execution.executionArn().endsWith(":by-hand"))
            .findFirst()
            .orElseThrow();
    assertThat(ended.cause().orElseThrow()).contains("only requests to the API are queued");
    first.finish();
    scenario.runFor(ofMinutes(10));
    assertThat(waiting.outcome()).isNotEqualTo(QUEUED);
  }

  @Test
  void whoWaitsForADeletedApplicationIsToldThatItIsGone() {
    cats("1.0.0");
    var deletion = scenario.asked("DELETE", "/stacks", nothing().put("stack", "cats"));
    var refused =
        scenario.call("POST", DEPLOY, deployment("1.0.0", "dev").put("concurrency", "queue"));
    assertThat(refused.status()).as("nothing to wait for").isEqualTo(409);
    var again =
        scenario.asked(
            "DELETE", "/stacks", nothing().put("stack", "cats").put("concurrency", "queue"));
    deletion.finish();
    scenario.runFor(ofMinutes(2));
    assertThat(again.outcome()).isEqualTo(FAILED);
    assertThat(again.message()).contains("there is no application 'cats'");
    assertThat(scenario.createStack("Cats").finish().outcome()).isEqualTo(SUCCEEDED);
  }

  @Test
  void whoCameDuringTheCreationDeploysAfterIt() {
    var creation = scenario.asked("POST", "/stacks", Asked.creation());
    scenario.runFor(ofSeconds(20));
    var deploy = queued(DEPLOY, deployment("1.0.0", "dev"));
    assertThat(deploy.outcome()).isEqualTo(QUEUED);
    creation.finish();
    scenario.runFor(ofSeconds(5));
    assertThat(deploy.outcome()).as("there is no image yet").isEqualTo(FAILED);
    assertThat(deploy.message()).contains("has no image '1.0.0'");
  }

  private void cats(String... tags) {
    Asked.createCats(scenario);
    Asked.push(scenario, tags);
  }

  private void endCats(Production production) {
    var operations = scenario.get("/stacks/Cats");
    operations
        .path("queuedOperations")
        .forEach(id -> scenario.call("POST", "/operations/" + id.asText() + "/abort", nothing()));
    operations
        .path("currentOperations")
        .forEach(id -> scenario.call("POST", "/operations/" + id.asText() + "/abort", nothing()));
    scenario.runUntil(() -> scenario.get("/stacks/Cats").path("currentOperations").isEmpty());
    assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
  }

  private Run queued(String path, ObjectNode request) {
    return scenario.asked("POST", path, request.put("concurrency", "queue"));
  }

  private void refused(int status, String path, ObjectNode request) {
    var answer = scenario.call("POST", path, request.put("concurrency", "queue"));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  private com.fasterxml.jackson.databind.JsonNode page(Run run) {
    return scenario.get("/operations/" + run.id());
  }

  /** The operations, in the order in which they took their locks, since the last creation. */
  private List<String> started() {
    var ids = new ArrayList<String>();
    scenario
        .get("/events?limit=100&applicationName=Cats")
        .path("events")
        .forEach(
            event -> {
              if (event.path("event").asText().equals("STARTED")
                  && !event.path("operation").asText().equals("create-stack")) {
                ids.addFirst(event.path("operationId").asText());
              }
            });
    return ids;
  }

  private List<String> messages() {
    var texts = new ArrayList<String>();
    scenario
        .get("/events?limit=100&applicationName=Cats")
        .path("events")
        .forEach(event -> texts.add(event.path("message").asText()));
    return texts;
  }

  private String version(String place) {
    return scenario.inventory("Cats").stream()
        .filter(entry -> entry.place().name().equals(place))
        .findFirst()
        .flatMap(entry -> entry.release())
        .orElseThrow()
        .version()
        .value();
  }
}
