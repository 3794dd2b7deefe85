package io.slipway.local.story;

import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.EnvironmentParametersTest.PATH;
import static io.slipway.local.story.Production.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.OperationState;
import io.slipway.local.Setup;
import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.http.HttpAnswer;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * The value of a parameter is in Parameter Store and nowhere else, whatever happens: not in a row,
 * a log, an event, an answer, a state or its history, a task definition, a saved state of anything.
 */
final class SecretsNowhereTest {

  private static final List<String> SECRETS =
      List.of("hunter2-first", "hunter2-second", "hunter2-third", "hunter2-refused", "4711");

  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  @Test
  void flawL16_noValueIsFoundAnywhereAfterTheWholeLifeOfAnApplication() {
    var setup = Setup.virtual().withLog((function, line) -> told.add(line));
    try (var scenario = Scenario.begin(setup)) {
      EnvironmentParametersTest.create(scenario, false, "PASSWORD", "PIN");
      Asked.push(scenario, "1.0.0", "2.0.0");
      put(scenario, "hunter2-first", 200);
      deploy(scenario, "1.0.0");
      put(scenario, "hunter2-second", 200);
      deploy(scenario, "2.0.0");
      wrong(scenario);
      refusedByAws(scenario);
      var back = scenario.asked("POST", "/stacks/rollback", body().put("environment", "dev"));
      succeeded(back.finish());
      put(scenario, "hunter2-third", 200);
      told.add(scenario.get(PATH).toString());
      told.add(scenario.get("/stacks/Cats").toString());
      plan(scenario);

      search(scenario, "parameters");
      assertThat(scenario.slipway().parts())
          .as("where values belong")
          .anyMatch(
              part ->
                  part.name().equals("parameters")
                      && part.save().toString().contains("hunter2-third"));
      succeeded(scenario.deleteStack("Cats", true).finish());
      search(scenario, "nothing is left out now");
    }
  }

  private static void deploy(Scenario scenario, String version) {
    var run = scenario.asked("POST", "/stacks/deploy", deployment(version, "dev")).finish();
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
  }

  /** In which the names of parameters are, whose values have changed since the release. */
  private void plan(Scenario scenario) {
    var image = Json.mapper().createObjectNode().put("imageTag", "1.0.0");
    for (var format : List.of("json", "text")) {
      var answer = scenario.call("POST", "/stacks/Cats/plan?format=" + format, image);
      assertThat(told(answer).status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.text()).contains("arameters");
    }
  }

  private void put(Scenario scenario, String value, int status) {
    var key = Map.of("idempotency-key", "8f14e45f-ceea-467f-a0e6-" + value);
    var answer =
        told(
            call(
                scenario,
                Json.text(EnvironmentParametersTest.values("PASSWORD", value, "PIN", "4711")),
                key));
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  /** Requests that are refused, of which the answer must not repeat anything. */
  private void wrong(Scenario scenario) {
    for (var body :
        List.of(
            "{\"values\": {\"PASSWORD\": hunter2-refused}}",
            "{\"values\": {\"PASSWORD\": \"hunter2-refused\"}} hunter2-refused",
            "{\"values\": \"hunter2-refused\"}",
            "{\"values\": {\"PASSWORD\": [\"hunter2-refused\"], \"PIN\": 4711}}",
            "{\"values\": {\"PASSWORD\": \"hunter2-refused {{x}}\"}}",
            "{\"values\": {\"PASSWORD\": \"hunter2-refused\"}, \"keep\": [\"NONE\"]}")) {
      assertThat(told(call(scenario, body, Map.of())).status()).isEqualTo(400);
    }
  }

  /** Parameter Store may say in its refusal what it refuses. */
  private void refusedByAws(Scenario scenario) {
    scenario
        .account()
        .calls()
        .inject(
            new Fault() {
              @Override
              public void before(
                  String service, String operation, Caller caller, SdkRequest request) {
                if (request instanceof PutParameterRequest put) {
                  throw AwsErrors.badRequest(
                      SsmException.builder(),
                      "Ssm",
                      "ValidationException",
                      "Value '" + put.value() + "' at 'value' failed to satisfy constraint");
                }
              }
            });
    put(scenario, "hunter2-refused", 500);
    scenario.account().calls().inject(Fault.NONE);
    assertThat(told).anyMatch(line -> line.contains("ValidationException"));
  }

  private static HttpAnswer call(Scenario scenario, String body, Map<String, String> headers) {
    return scenario.slipway().call("PUT", PATH, body, headers);
  }

  private HttpAnswer told(HttpAnswer answer) {
    told.add(answer.text());
    return answer;
  }

  private void search(Scenario scenario, String allowed) {
    var places = new ArrayList<String>(told);
    places.addAll(rows(scenario));
    var machines = scenario.slipway().machines();
    machines
        .list()
        .forEach(
            execution -> {
              places.add(execution.toString());
              machines
                  .history(execution.executionArn())
                  .forEach(event -> places.add(event.toString()));
            });
    scenario.account().calls().list().forEach(call -> places.add(call.toString()));
    scenario.slipway().parts().stream()
        .filter(part -> !part.name().equals(allowed))
        .forEach(part -> places.add(part.name() + part.save()));
    assertThat(places).hasSizeGreaterThan(100);
    for (var secret : SECRETS) {
      for (var shape : shapes(secret)) {
        assertThat(places).noneMatch(place -> place.contains(shape));
      }
    }
  }

  /** A short number may stand anywhere by chance, its digest may not. */
  private static List<String> shapes(String secret) {
    var bytes = secret.getBytes(StandardCharsets.UTF_8);
    var shapes = new ArrayList<String>();
    if (secret.length() > 4) {
      shapes.add(secret);
      shapes.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }
    shapes.add("\"" + secret + "\"");
    shapes.add(sha256(bytes));
    return shapes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> rows(Scenario scenario) {
    var dynamoDb = scenario.slipway().clients().get(DynamoDbClient.class);
    return scenario.slipway().installed().functions().getFirst().environment().entrySet().stream()
        .filter(variable -> variable.getKey().endsWith("_TABLE"))
        .map(Map.Entry::getValue)
        .distinct()
        .flatMap(
            table -> dynamoDb.scanPaginator(request -> request.tableName(table)).items().stream())
        .map(Object::toString)
        .toList();
  }
}
