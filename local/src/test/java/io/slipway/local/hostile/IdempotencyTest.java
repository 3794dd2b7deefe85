package io.slipway.local.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.http.HttpAnswer;
import io.slipway.local.story.Faults;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests with one Idempotency-Key are one request, however often they are made. */
final class IdempotencyTest {

  private World world;

  @BeforeEach
  void twoApplications() {
    world = World.settled();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void theSameRequestIsAnsweredWithTheSameOperation() {
    int executions = executions();
    var first = deploy("key-1", "dev");
    var rows = world.witness.rows();

    var again = deploy("key-1", "dev");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.headers().get("location")).isEqualTo(first.headers().get("location"));
    assertThat(world.witness.rows()).isEqualTo(rows);
    assertThat(executions()).isEqualTo(executions + 1);

    world.scenario.runFor(Duration.ofHours(1));
    assertThat(id(deploy("key-1", "dev"))).isEqualTo(id(first));
    assertThat(executions()).isEqualTo(executions + 1);
    assertThat(id(deploy("key-2", "dev"))).isNotEqualTo(id(first));
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefused() {
    deploy("key-1", "dev");
    var rows = world.witness.rows();

    var other = deploy("key-1", "qa");

    assertThat(other.status()).isEqualTo(422);
    Witness.isAProblem(other);
    assertThat(other.json().path("detail").asText())
        .contains("Idempotency-Key: it was used with another body; use a new key");
    assertThat(world.witness.rows()).isEqualTo(rows);
  }

  @Test
  void aKeyBelongsToItsRoute() {
    var deployed = deploy("key-1", "dev");
    var swapped = call("/stacks/swapProdBlueAndGreen", "key-1", World.body("Cats").put("bake", 60));

    assertThat(swapped.status()).as(swapped.text()).isEqualTo(202);
    assertThat(id(swapped)).isNotEqualTo(id(deployed));
  }

  @Test
  void aKeyWhoseRequestWasRefusedCanBeUsedAgain() {
    assertThat(deploy("key-1", "da").status()).isEqualTo(404);

    assertThat(deploy("key-1", "dev").status()).isEqualTo(202);
  }

  @Test
  void whoeverDidNotGetTheAnswerGetsItTheNextTime() {
    int executions = executions();
    losingOnce("TransactWriteItems");
    var lost = deploy("key-1", "dev");
    assertThat(lost.status()).isEqualTo(503);
    assertThat(lost.headers().get("retry-after")).containsExactly("5");
    assertThat(lost.json().path("detail").asText()).contains("with the same Idempotency-Key");

    var again = deploy("key-1", "dev");

    assertThat(again.status()).isEqualTo(202);
    world.scenario.runFor(Duration.ofHours(1));
    assertThat(outcome(id(again))).isEqualTo("SUCCEEDED");
    assertThat(executions()).isEqualTo(executions + 1);
  }

  @Test
  void aLostAnswerOfStepFunctionsStartsNothingTwice() {
    int executions = executions();
    losingOnce("StartExecution");

    var first = deploy("key-1", "dev");
    var again = deploy("key-1", "dev");

    assertThat(first.status()).isEqualTo(202);
    assertThat(id(again)).isEqualTo(id(first));
    world.scenario.runFor(Duration.ofHours(1));
    assertThat(executions()).isEqualTo(executions + 1);
    assertThat(outcome(id(first))).isEqualTo("SUCCEEDED");
  }

  @Test
  void aRepeatedPromotionPromotesOneStep() {
    var body = World.body("Cats");
    body.set(
        "strategy",
        Json.tree(
            List.of(Map.of("weight", 10, "wait", 3_000), Map.of("weight", 50, "wait", 3_000))));
    var canary = call("/stacks/canaryShift", "key-1", body);
    world.scenario.runUntil(() -> waitsAt(id(canary), "10 %"));

    var first = promote(id(canary), "key-2");
    world.scenario.runUntil(() -> waitsAt(id(canary), "50 %"));
    var rows = world.witness.rows();
    var again = promote(id(canary), "key-2");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(world.witness.rows()).isEqualTo(rows);
    world.scenario.runFor(Duration.ofMinutes(1));
    assertThat(waitsAt(id(canary), "50 %")).isTrue();
    assertThat(call("/operations/" + id(canary) + "/abort", "key-2", empty()).status())
        .isEqualTo(422);
    assertThat(promote(id(canary), "key-3").status()).isEqualTo(202);
  }

  private boolean waitsAt(String operationId, String weight) {
    return world
        .scenario
        .get("/operations/" + operationId)
        .path("waitingFor")
        .asText()
        .contains(weight);
  }

  private HttpAnswer promote(String operationId, String key) {
    return call("/operations/" + operationId + "/promote", key, empty());
  }

  private String outcome(String operationId) {
    return world.scenario.get("/operations/" + operationId).path("state").asText();
  }

  /** The answer of the next call of this name is lost, after it took effect. */
  private void losingOnce(String operation) {
    var made = new AtomicInteger();
    world.scenario.account().calls().inject(Faults.losing(Set.of(operation), 1, made));
  }

  private int executions() {
    return world.scenario.slipway().machines().list().size();
  }

  private HttpAnswer deploy(String key, String environment) {
    return call(
        "/stacks/deploy",
        key,
        World.body("Cats").put("environment", environment).put("imageTag", "1.0.0"));
  }

  private HttpAnswer call(String path, String key, ObjectNode body) {
    return world
        .scenario
        .slipway()
        .call("POST", path, body.toString(), Map.of("idempotency-key", key));
  }

  private static String id(HttpAnswer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().path("operationId").asText();
  }

  private static ObjectNode empty() {
    return Json.mapper().createObjectNode();
  }
}
