package io.slipway.local.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.LocalSlipway;
import io.slipway.local.Setup;
import io.slipway.local.http.HttpAnswer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many callers at the same moment, in real threads: who is first works, the others are told. */
final class ConcurrencyTest {

  private static final int CALLERS = 12;
  private static final int FASTER = 60;
  private static final int MOST_LOOKS = 500;

  private static LocalSlipway slipway;
  private static ExecutorService callers;

  @BeforeAll
  static void applications() {
    slipway = Setup.live(FASTER).start();
    callers = Executors.newFixedThreadPool(CALLERS);
    var created =
        List.of("ape", "bee", "cat", "dog").stream()
            .map(name -> id(post("/stacks", "", World.body(name).put("email", "team@example.com"))))
            .toList();
    created.forEach(operation -> assertThat(outcome(operation)).isEqualTo("SUCCEEDED"));
    for (var name : List.of("ape", "bee", "cat", "dog")) {
      slipway.call(
          "POST", "/local/images", "{\"repository\": \"" + name + "\", \"tag\": \"1.0.0\"}");
    }
  }

  @AfterAll
  static void end() {
    callers.shutdownNow();
    slipway.close();
  }

  @Test
  void flawA7_flawC6_flawL7_oneOfManyDeploysIsAdmittedAndTheOthersAreToldItsId() throws Exception {
    var answers =
        atOnce(
            number ->
                () -> post("/stacks/deploy", "", deploy("ape", number % 2 == 0 ? "dev" : "qa")));

    var admitted = answers.stream().filter(answer -> answer.status() == 202).toList();
    assertThat(admitted).as("%s", texts(answers)).hasSize(1);
    var id = id(admitted.getFirst());
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 202)
        .hasSize(CALLERS - 1)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(409);
              Witness.isAProblem(answer);
              assertThat(answer.json().path("detail").asText())
                  .contains("operation " + id + " is running on 'ape' (non-production)");
            });
    assertThat(outcome(id)).isEqualTo("SUCCEEDED");
    assertThat(events("ape", id)).containsOnlyOnce("STARTED").containsOnlyOnce("SUCCEEDED");
  }

  @Test
  void environmentsOfOtherGroupsAndOtherApplicationsNeverWait() throws Exception {
    var targets = List.of(deploy("bee", "dev"), deploy("bee", "prod"), deploy("cat", "dev"));

    var answers =
        atOnce(number -> () -> number < 3 ? post("/stacks/deploy", "", targets.get(number)) : null);

    for (int i = 0; i < targets.size(); i++) {
      assertThat(outcome(id(answers.get(i)))).isEqualTo("SUCCEEDED");
    }
  }

  @Test
  void manyRequestsWithOneKeyAreOneOperation() throws Exception {
    var answers = atOnce(number -> () -> post("/stacks/deploy", "same", deploy("dog", "dev")));

    assertThat(answers).as("%s", texts(answers)).allMatch(answer -> answer.status() == 202);
    var ids = new HashSet<String>();
    answers.forEach(answer -> ids.add(id(answer)));
    assertThat(ids).hasSize(1);
    var id = ids.iterator().next();
    assertThat(outcome(id)).isEqualTo("SUCCEEDED");
    assertThat(events("dog", id)).containsOnlyOnce("STARTED").containsOnlyOnce("SUCCEEDED");
    assertThat(slipway.machines().list())
        .filteredOn(execution -> execution.name().equals(id))
        .hasSize(1);
  }

  @Test
  void flawC7_oneOfManyCreationsOfANameSucceedsWhateverItsCase() throws Exception {
    var answers =
        atOnce(
            number ->
                () ->
                    post(
                        "/stacks",
                        "",
                        World.body(number % 2 == 0 ? "Emu" : "emu")
                            .put("email", "team@example.com")));

    var admitted = answers.stream().filter(answer -> answer.status() == 202).toList();
    assertThat(admitted).as("%s", texts(answers)).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(CALLERS - 1);
    assertThat(outcome(id(admitted.getFirst()))).isEqualTo("SUCCEEDED");
  }

  @FunctionalInterface
  private interface Caller {
    Callable<HttpAnswer> number(int number);
  }

  private static List<HttpAnswer> atOnce(Caller caller) throws Exception {
    var barrier = new CyclicBarrier(CALLERS);
    var calls = new ArrayList<Callable<HttpAnswer>>();
    for (int i = 0; i < CALLERS; i++) {
      var call = caller.number(i);
      calls.add(
          () -> {
            barrier.await();
            return call.call();
          });
    }
    var answers = new ArrayList<HttpAnswer>();
    for (var future : callers.invokeAll(calls)) {
      answers.add(future.get());
    }
    return answers;
  }

  private static List<String> texts(List<HttpAnswer> answers) {
    return answers.stream().map(HttpAnswer::text).toList();
  }

  private static ObjectNode deploy(String application, String environment) {
    return World.body(application).put("environment", environment).put("imageTag", "1.0.0");
  }

  private static HttpAnswer post(String path, String key, ObjectNode body) {
    return slipway.call(
        "POST", path, body.toString(), key.isEmpty() ? Map.of() : Map.of("idempotency-key", key));
  }

  private static String id(HttpAnswer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    return answer.json().path("operationId").asText();
  }

  private static List<String> events(String application, String operationId) {
    var texts = new ArrayList<String>();
    slipway
        .call("GET", "/events?limit=100&applicationName=" + application, "")
        .json()
        .path("events")
        .forEach(
            event -> {
              if (event.path("operationId").asText().equals(operationId)) {
                texts.add(event.path("event").asText());
              }
            });
    return texts;
  }

  /** Waits as callers do: each look lasts until the end, or 5 seconds of the account's time. */
  private static String outcome(String operationId) {
    for (int look = 0; look < MOST_LOOKS; look++) {
      var answer = slipway.call("GET", "/operations/" + operationId + "?wait=5", "").json();
      if (!answer.path("state").asText().equals("RUNNING")) {
        return answer.path("state").asText() + message(answer);
      }
    }
    return "still RUNNING";
  }

  private static String message(com.fasterxml.jackson.databind.JsonNode answer) {
    return answer.path("state").asText().equals("SUCCEEDED")
        ? ""
        : ": " + answer.path("message").asText();
  }
}
