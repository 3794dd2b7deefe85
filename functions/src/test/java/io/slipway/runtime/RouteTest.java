package io.slipway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RouteTest {

  private final StringBuilder log = new StringBuilder();

  @Test
  void aRequestReachesTheRouteWithPathQueryHeadersAndBody() throws IOException {
    var answer =
        ask(
            call ->
                Answer.ok(
                    List.of(
                        call.route(),
                        call.stagePath(),
                        call.path("applicationName"),
                        call.query("wait").orElseThrow(),
                        call.header("Idempotency-Key").orElseThrow(),
                        new String(call.body(), StandardCharsets.UTF_8),
                        call.caller())),
            "{\"a\": 1}",
            false);

    assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.get("headers").get("content-type").asText()).isEqualTo("application/json");
    assertThat(answer.get("body").asText())
        .isEqualTo(
            "[\"POST /stacks/{applicationName}\",\"/dev\",\"shop\",\"20\",\"k1\",\"{\\\"a\\\": 1}\","
                + "\"arn:aws:iam::123456789012:user/ann\"]");
  }

  @Test
  void aBodyThatTheGatewayHasEncodedIsDecoded() throws IOException {
    var body = Base64.getEncoder().encodeToString("{}".getBytes(StandardCharsets.UTF_8));

    var answer = ask(call -> Answer.ok(call.json()), body, true);

    assertThat(answer.get("body").asText()).isEqualTo("{}");
  }

  @Test
  void aMistakeOfTheCallerBecomesAProblem() throws IOException {
    var answer =
        ask(
            call -> {
              throw new Rejected(409, "busy", "operation 7 is running");
            },
            "",
            false);

    assertThat(answer.get("statusCode").asInt()).isEqualTo(409);
    assertThat(answer.get("headers").get("content-type").asText())
        .isEqualTo("application/problem+json");
    var problem = Json.mapper().readTree(answer.get("body").asText());
    assertThat(problem.get("type").asText()).isEqualTo("urn:slipway:problem:busy");
    assertThat(problem.get("detail").asText()).isEqualTo("operation 7 is running");
    assertThat(problem.get("errorMessage")).isEqualTo(problem.get("detail"));
    assertThat(log.toString()).isEmpty();
  }

  @Test
  void aBusyPlatformIs503WithATimeToTryAgain() throws IOException {
    var answer =
        ask(
            call -> {
              throw new RetryLater("throttled");
            },
            "",
            false);

    assertThat(answer.get("statusCode").asInt()).isEqualTo(503);
    assertThat(answer.get("headers").get("retry-after").asText()).isEqualTo("5");
  }

  @Test
  void anErrorOfOursTellsTheCallerNothingButWhereToLookAndTheLogEverything() throws IOException {
    var answer =
        ask(
            call -> {
              throw new IllegalStateException("secret\r\nforged line");
            },
            "",
            false);

    assertThat(answer.get("statusCode").asInt()).isEqualTo(500);
    assertThat(answer.get("body").asText()).contains("request-1").doesNotContain("secret");
    assertThat(log.toString()).hasLineCount(1).contains("secret").contains("request-1");
  }

  private JsonNode ask(Function<Call, Answer> route, String body, boolean encoded)
      throws IOException {
    var event =
        """
        {"version": "2.0", "routeKey": "POST /stacks/{applicationName}", "rawPath": "/dev/stacks/shop",
         "rawQueryString": "wait=20", "headers": {"idempotency-key": "k1", "x-amzn-trace-id": "t"},
         "queryStringParameters": {"wait": "20"}, "pathParameters": {"applicationName": "shop"},
         "requestContext": {"stage": "dev", "requestId": "r", "timeEpoch": 1767225600000,
           "authorizer": {"iam": {"userArn": "arn:aws:iam::123456789012:user/ann"}},
           "http": {"method": "POST", "path": "/dev/stacks/shop"}},
         "body": %s, "isBase64Encoded": %s}
        """
            .formatted(Json.text(body), encoded);
    var out = new ByteArrayOutputStream();
    new Route() {
      @Override
      protected Answer answer(Call call) {
        return route.apply(call);
      }
    }.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, new TestContext());
    return Json.mapper().readTree(out.toByteArray());
  }

  private final class TestContext implements Context {
    @Override
    public String getAwsRequestId() {
      return "request-1";
    }

    @Override
    public String getLogGroupName() {
      return "group";
    }

    @Override
    public String getLogStreamName() {
      return "stream";
    }

    @Override
    public String getFunctionName() {
      return "function";
    }

    @Override
    public String getFunctionVersion() {
      return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
      return "arn:aws:lambda:eu-central-1:123456789012:function:function:live";
    }

    @Override
    public CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 29_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 1769;
    }

    @Override
    public LambdaLogger getLogger() {
      return new LambdaLogger() {
        @Override
        public void log(String message) {
          log.append(message);
        }

        @Override
        public void log(byte[] message) {
          log.append(new String(message, StandardCharsets.UTF_8));
        }
      };
    }
  }
}
