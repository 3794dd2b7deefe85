package io.slipway.local.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.asl.Status;
import io.slipway.local.http.HttpAnswer;
import io.slipway.local.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused with what is allowed, and nothing has happened. */
@TestMethodOrder(OrderAnnotation.class) // the console's executions need time, which ends two states
final class BadInputTest {

  private static World world;
  private static Map<String, String> rows;
  private static long calls;

  @BeforeAll
  static void applicationsInEveryState() {
    world = World.inEveryState();
    rows = world.witness.rows();
    calls = world.witness.latestCall();
  }

  @AfterAll
  static void end() {
    world.close();
  }

  static Stream<WrongRequest> wrongRequests() {
    return Stream.of(
            WrongRequest.inForm(),
            WrongMeaning.whereNothingRuns(),
            WrongMeaning.whereSomethingRuns(),
            WrongByPath.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRequests")
  @Order(1)
  void isRefusedWithTheFieldAndWhatIsAllowed(WrongRequest wrong) {
    var answer = ask(wrong);

    assertThat(answer.status()).as(answer.text()).isEqualTo(wrong.status());
    Witness.isAProblem(answer);
    assertThat(answer.json().path("detail").asText()).contains(wrong.says());
    assertThat(answer.text()).as("values of parameters").doesNotContain("hunter2");
    nothingHappened();
  }

  @ParameterizedTest(name = "GET {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          /stacks?limit=0                     | 400 | limit: 1 to 100 is allowed, but got '0'
          /stacks?limit=101                   | 400 | limit: 1 to 100
          /stacks?limit=ten                   | 400 | limit: 1 to 100 is allowed, but got 'ten'
          /stacks?limit=1&limit=2             | 400 | limit: 1 to 100 is allowed, but got '1,2'
          /stacks?limit=9999999999999999999   | 400 | limit: 1 to 100
          /stacks?next=a%20b                  | 400 | next: a letter
          /stacks?next=%F0%9F%98%80           | 400 | next: a letter
          /stacks?name=shop                   | 400 | 'name': unknown parameter; allowed: limit, next
          /stacks/nobody                      | 404 | there is no application 'nobody'
          /stacks/a%2Fb                       | 400 | applicationName: a letter
          /stacks/%F0%9F%98%80                | 400 | applicationName: a letter
          /stacks/shop%00                     | 400 | applicationName: a letter
          /stacks/shop%0d%0aX-Evil:1          | 400 | applicationName: a letter
          /stacks/shop?verbose=1              | 400 | 'verbose': unknown parameter; allowed: none
          /operations/nobody                  | 404 | there is no operation with this id
          /operations/a%2Fb                   | 404 | there is no operation with this id
          /operations/%F0%9F%98%80            | 404 | there is no operation with this id
          /operations/%00                     | 404 | there is no operation with this id
          /operations/nobody?wait=26          | 400 | wait: 0 to 25 is allowed, but got '26'
          /operations/nobody?wait=-1          | 400 | wait: 0 to 25
          /operations/nobody?wait=1.5         | 400 | wait: 0 to 25
          /operations/nobody?wiat=1           | 400 | 'wiat': unknown parameter; allowed: wait
          /events                             | 400 | applicationName: is required
          /events?applicationName=            | 400 | applicationName: is required
          /events?applicationName=a--b        | 400 | applicationName: a letter
          /events?applicationName=shop&from=1 | 400 | from: a time such as 2026-01-31T12:00:00Z
          /events?applicationName=shop&from=2026-13-01T00:00:00Z | 400 | from: a time such as
          /events?applicationName=shop&limit=1000 | 400 | limit: 1 to 100
          /events?applicationName=shop&next=x | 400 | next: take it from the page before
          /events?applicationName=shop&nxt=x  | 400 | 'nxt': unknown parameter; allowed: applicationName, from, limit, next
          """)
  @Order(1)
  void aReadingRouteSaysWhatItTakes(String path, int status, String says) {
    var answer = world.scenario.slipway().call("GET", path, "");

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    Witness.isAProblem(answer);
    assertThat(answer.json().path("detail").asText()).contains(says);
    nothingHappened();
  }

  @ParameterizedTest(name = "POST /operations/{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          nobody/promote  | {}                    | 404 | there is no operation
          a%2Fb/abort     | {}                    | 404 | there is no operation
          nobody/stop     | {}                    | 404 | 'stop'; allowed: promote, pause, resume, approve, abort
          nobody/ABORT    | {}                    | 404 | 'ABORT'; allowed
          nobody/abort    | []                    | 400 | body: a JSON object is expected
          nobody/abort    | {"reason": 7}         | 400 | reason: text is expected
          nobody/abort    | {"why": "x"}          | 400 | 'why': unknown field; allowed: reason
          nobody/abort    | {"reason": "a\\u0000"} | 400 | reason: no control characters
          nobody/abort    | {"reason": "a\\r\\nb"} | 400 | reason: no control characters
          nobody/abort    | {"reason": "\\u202e"}  | 400 | reason: no control characters
          nobody/abort    | hello                 | 400 | body
          nobody/abort?x  | {}                    | 400 | 'x': unknown parameter; allowed: none
          """)
  @Order(1)
  void aControlSaysWhatItTakes(String path, String body, int status, String says) {
    var answer = world.scenario.slipway().call("POST", "/operations/" + path, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    Witness.isAProblem(answer);
    assertThat(answer.json().path("detail").asText()).contains(says);
    nothingHappened();
  }

  @Test
  @Order(1)
  void anIdOfAnyLengthIsOnlyUnknown() {
    for (int length : new int[] {80, 81, 2_040, 3_000, 100_000}) {
      var path = "/operations/" + "a".repeat(length);
      assertThat(world.scenario.slipway().call("GET", path, "").status()).isEqualTo(404);
      assertThat(world.scenario.slipway().call("POST", path + "/abort", "").status())
          .isEqualTo(404);
    }
    nothingHappened();
  }

  @Test
  @Order(1)
  void anApplicationIsFoundInAnyCase() {
    var stack = world.scenario.get("/stacks/SHOP");
    var events = world.scenario.get("/events?applicationName=SHOP");

    assertThat(stack.path("applicationName").asText()).isEqualTo("shop");
    assertThat(events.path("events")).isNotEmpty();
    nothingHappened();
  }

  @Test
  @Order(1)
  void whatHasEndedIsNotToldAnything() {
    var ended = endedOperation();
    for (var control : List.of("promote", "pause", "resume", "approve")) {
      var answer =
          world.scenario.slipway().call("POST", "/operations/" + ended + "/" + control, "{}");
      assertThat(answer.status()).isEqualTo(409);
      Witness.isAProblem(answer);
      assertThat(answer.json().path("detail").asText())
          .contains("cannot " + control + ": the operation has ended as SUCCEEDED");
    }
    nothingHappened();
  }

  private static String endedOperation() {
    return world
        .scenario
        .get("/events?applicationName=Cats&limit=1")
        .path("events")
        .get(0)
        .path("operationId")
        .asText();
  }

  /** The same inputs, as somebody starts the state machines with them in the console. */
  @Test
  @Order(2)
  void anExecutionWithAWrongInputFailsWithTheSameMessage() {
    world.scenario.runFor(Duration.ofHours(2)); // young and gone are ready
    var wrong =
        Stream.of(WrongRequest.inForm(), WrongMeaning.whereNothingRuns())
            .flatMap(List::stream)
            .filter(request -> WrongRequest.MACHINES.containsKey(request.route()))
            .filter(request -> request.input().isPresent() && request.headers().isEmpty())
            .filter(request -> !new String(request.body(), UTF_8).contains("\\ud800")) // no text
            .toList();
    rows = world.witness.rows();
    calls = world.witness.latestCall();
    var details = new LinkedHashMap<String, String>();
    for (var request : wrong) {
      var name = "wrong-" + details.size();
      details.put(name, ask(request).json().path("detail").asText());
      world.scenario.startedByHand(
          WrongRequest.MACHINES.get(request.route()), name, request.input().orElseThrow());
    }

    world.scenario.runFor(Duration.ofMinutes(10));

    var soft = new SoftAssertions();
    var executions =
        world.scenario.slipway().machines().list().stream()
            .filter(execution -> details.containsKey(execution.name()))
            .toList();
    assertThat(executions).hasSameSizeAs(details.keySet()).hasSizeGreaterThan(200);
    for (var execution : executions) {
      var input = execution.machineArn() + " " + execution.input();
      var about = input.substring(0, Math.min(400, input.length()));
      soft.assertThat(execution.status()).as(about).isEqualTo(Status.FAILED);
      soft.assertThat(execution.error()).as(about).contains("io.slipway.domain.Rejected");
      soft.assertThat(message(execution.cause().orElse("{}")))
          .as(about)
          .isEqualTo(details.get(execution.name()));
    }
    soft.assertAll();
    nothingHappened();
  }

  /** Step Functions takes any JSON; the first step does not. */
  @Test
  @Order(3)
  void anExecutionWithAnAbsurdInputFails() {
    rows = world.witness.rows();
    calls = world.witness.latestCall();
    var machines = world.scenario.slipway().machines();
    var arns = List.copyOf(machines.machines().keySet());
    for (int i = 0; i < arns.size(); i++) {
      machines.start(arns.get(i), "deep-" + i, "[".repeat(500) + "]".repeat(500));
      machines.start(
          arns.get(i), "long-" + i, "{\"applicationName\": \"" + "x".repeat(200_000) + "\"}");
    }

    world.scenario.runFor(Duration.ofMinutes(10));

    assertThat(machines.list())
        .filteredOn(execution -> execution.name().matches("(deep|long)-.*"))
        .hasSize(2 * arns.size())
        .allSatisfy(
            execution -> {
              assertThat(execution.status()).isEqualTo(Status.FAILED);
              assertThat(execution.error())
                  .contains(
                      execution.machineArn().endsWith("-recover")
                          ? "NotRecovered"
                          : "io.slipway.domain.Rejected");
              assertThat(execution.cause().orElseThrow()).hasSizeLessThan(500);
            });
    nothingHappened();
  }

  private static String message(String cause) {
    return WrongRequest.object(cause).path("errorMessage").asText();
  }

  private static HttpAnswer ask(WrongRequest wrong) {
    var headers = new LinkedHashMap<>(wrong.headers());
    headers.putIfAbsent("content-type", "application/json");
    var path = wrong.path().split("\\?", 2);
    return world
        .scenario
        .slipway()
        .answer(
            new HttpRequest(
                wrong.method(),
                "/dev" + path[0],
                path.length == 2 ? path[1] : "",
                headers,
                wrong.body()));
  }

  private static void nothingHappened() {
    assertThat(world.witness.takeLog()).isEmpty();
    assertThat(world.witness.changesSince(calls)).isEmpty();
    assertThat(world.witness.rows()).isEqualTo(rows);
  }
}
