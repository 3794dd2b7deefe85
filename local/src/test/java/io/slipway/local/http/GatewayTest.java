package io.slipway.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.install.Installed;
import io.slipway.local.lambda.LambdaFunctions;
import io.slipway.local.template.FunctionSpec;
import io.slipway.local.template.Permissions;
import io.slipway.local.template.RouteSpec;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC);

  private final ArrayList<JsonNode> events = new ArrayList<>();
  private final ArrayList<String> failures = new ArrayList<>();
  private String answer = "{\"statusCode\": 200, \"body\": \"fine\"}";
  private final Gateway gateway = gateway();

  @ParameterizedTest
  @CsvSource({
    "GET,    /dev/stacks,            GET /stacks",
    "POST,   /dev/stacks,            POST /stacks",
    "GET,    /dev/stacks/shop,       GET /stacks/{applicationName}",
    "POST,   /dev/stacks/deploy,     POST /stacks/deploy",
    "POST,   /dev/stacks/else,       ANY /stacks/{applicationName}",
    "GET,    /dev/a%20b/c%2Fd,       GET /{x}/{y}",
  })
  void aRequestGoesToTheRouteThatFitsBest(String method, String path, String route) {
    assertThat(gateway.answer(request(method, path, "", "")).status()).isEqualTo(200);

    assertThat(events.getLast().path("routeKey").asText()).isEqualTo(route);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,     /dev,                404",
    "GET,     /,                   404",
    "GET,     /stacks,             404",
    "GET,     /prod/stacks,        404",
    "PUT,     /dev/stacks,         404",
    "HEAD,    /dev/stacks,         404",
    "OPTIONS, /dev/stacks,         404",
    "GET,     /dev/stacks/,        404",
    "GET,     /dev/stacks/a/b/c,   404",
    "GET,     /dev/stacks/%zz,     400",
    "GET,     /dev/stacks/%ff,     400",
  })
  void whatHasNoRouteIsAnsweredByTheGateway(String method, String path, int status) {
    var answered = gateway.answer(request(method, path, "", ""));

    assertThat(answered.status()).isEqualTo(status);
    assertThat(answered.json().path("message").asText())
        .isEqualTo(status == 404 ? "Not Found" : "Bad Request");
    assertThat(events).isEmpty();
  }

  @Test
  void theEventHasPayloadFormatTwo() {
    gateway.answer(
        new HttpRequest(
            "POST",
            "/dev/a%20b/c%2Fd",
            "x=1&x=2&y=%C3%A4+b&z",
            Map.of("content-type", "application/json", "cookie", "a=1; b=2", "x-thing", "Yes"),
            "{}".getBytes(StandardCharsets.UTF_8)));

    var event = events.getLast();
    assertThat(event.path("version").asText()).isEqualTo("2.0");
    assertThat(event.path("rawPath").asText()).isEqualTo("/dev/a b/c/d");
    assertThat(event.path("rawQueryString").asText()).isEqualTo("x=1&x=2&y=%C3%A4+b&z");
    assertThat(event.path("queryStringParameters").toString())
        .isEqualTo("{\"x\":\"1,2\",\"y\":\"ä b\",\"z\":\"\"}");
    assertThat(event.path("pathParameters").toString()).isEqualTo("{\"x\":\"a b\",\"y\":\"c/d\"}");
    assertThat(event.path("headers").path("x-thing").asText()).isEqualTo("Yes");
    assertThat(event.path("headers").has("cookie")).isFalse();
    assertThat(event.path("cookies").toString()).isEqualTo("[\"a=1\",\"b=2\"]");
    assertThat(event.path("body").asText()).isEqualTo("{}");
    assertThat(event.path("isBase64Encoded").asBoolean()).isFalse();
    var context = event.path("requestContext");
    assertThat(context.path("stage").asText()).isEqualTo("dev");
    assertThat(context.path("http").path("method").asText()).isEqualTo("POST");
    assertThat(context.path("requestId").asText()).isEqualTo("local-00000001");
    assertThat(context.path("time").asText()).isEqualTo("21/Nov/2026:08:00:00 +0000");
    assertThat(context.path("timeEpoch").asLong()).isEqualTo(CLOCK.millis());
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,                    7b7d,   false",
    "application/json; charset=utf-8,     7b7d,   false",
    "application/problem+json,            7b7d,   false",
    "text/plain,                          61,     false",
    "application/json,                    7bff7d, true",
    "application/x-www-form-urlencoded,   61,     true",
    "application/octet-stream,            00,     true",
  })
  void aBodyThatIsNoTextComesInBase64(String type, String hex, boolean base64) {
    gateway.answer(
        new HttpRequest(
            "POST",
            "/dev/stacks",
            "",
            Map.of("content-type", type),
            java.util.HexFormat.of().parseHex(hex)));

    assertThat(events.getLast().path("isBase64Encoded").asBoolean()).isEqualTo(base64);
  }

  @Test
  void theAnswerOfTheFunctionIsTheAnswerOfTheApi() {
    answer =
        """
        {"statusCode": 202, "headers": {"Location": "/x", "Content-Type": "application/json"},
         "cookies": ["a=1", "b=2"], "body": "e30=", "isBase64Encoded": true}
        """;

    var answered = gateway.answer(request("GET", "/dev/stacks", "", ""));

    assertThat(answered.status()).isEqualTo(202);
    assertThat(answered.headers())
        .containsEntry("location", List.of("/x"))
        .containsEntry("content-type", List.of("application/json"))
        .containsEntry("set-cookie", List.of("a=1", "b=2"));
    assertThat(answered.text()).isEqualTo("{}");
  }

  @Test
  void anAnswerWithoutStatusIsTheBody() {
    answer = "{\"hello\": \"world\"}";

    var answered = gateway.answer(request("GET", "/dev/stacks", "", ""));

    assertThat(answered.status()).isEqualTo(200);
    assertThat(answered.json().path("hello").asText()).isEqualTo("world");
  }

  @Test
  void aFunctionThatThrowsIsAnInternalErrorAndSaysWhyOnlyInTheLog() {
    answer = "!";

    var answered = gateway.answer(request("GET", "/dev/stacks", "", ""));

    assertThat(answered.status()).isEqualTo(500);
    assertThat(answered.text()).isEqualTo("{\"message\":\"Internal Server Error\"}");
    assertThat(failures).hasSize(1);
    assertThat(failures.getFirst()).contains("it broke");
  }

  @Test
  void aBodyOverTenMegabytesIsRefused() {
    var body = new byte[Gateway.LONGEST_BODY + 1];

    var answered = gateway.answer(new HttpRequest("POST", "/dev/stacks", "", Map.of(), body));

    assertThat(answered.status()).isEqualTo(413);
    assertThat(events).isEmpty();
  }

  private static HttpRequest request(String method, String path, String query, String body) {
    return new HttpRequest(method, path, query, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private Gateway gateway() {
    var function =
        new FunctionSpec(
            "All",
            "all",
            "All",
            Duration.ofSeconds(29),
            128,
            Map.of(),
            new Permissions(List.of(), List.of()),
            List.of(
                new RouteSpec("ANY", "/stacks/{applicationName}", "All", true),
                new RouteSpec("GET", "/{x}/{y}", "All", true),
                new RouteSpec("POST", "/{x}/{y}", "All", true),
                new RouteSpec("GET", "/stacks", "All", true),
                new RouteSpec("POST", "/stacks", "All", true),
                new RouteSpec("GET", "/stacks/{applicationName}", "All", true),
                new RouteSpec("POST", "/stacks/deploy", "All", true)),
            List.of(),
            List.of());
    RequestStreamHandler handler =
        (in, out, context) -> {
          events.add(Json.mapper().readTree(in));
          if (answer.equals("!")) {
            throw new IllegalStateException("it broke");
          }
          out.write(answer.getBytes(StandardCharsets.UTF_8));
        };
    var functions =
        new LambdaFunctions(
            (spec, instance) -> handler,
            CLOCK,
            new SplittableRandom(1),
            LambdaFunctions.Workers.INLINE,
            (id, line) -> {});
    functions.add(function, "arn:aws:lambda:eu-central-1:123456789012:function:all");
    return new Gateway(
        new Installed("dev", List.of(function), Map.of()),
        "123456789012",
        functions,
        CLOCK,
        (route, why) -> failures.add(why));
  }
}
