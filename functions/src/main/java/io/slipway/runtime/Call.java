package io.slipway.runtime;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One request to the API, as API Gateway hands it over.
 *
 * @param route method and path pattern, for example {@code POST /stacks}
 * @param host under which the API was asked, with what the caller said of how: {@code
 *     https://…amazonaws.com}
 * @param stagePath what stands before the paths of this API, for example {@code /dev}
 * @param headers by name in lower case
 * @param caller the ARN of who signed the request
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
 *     payload format 2.0</a>
 */
@SuppressWarnings("ArrayRecordComponent") // the body is bytes, and nobody compares calls
public record Call(
    String route,
    String host,
    String stagePath,
    Map<String, String> path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    String caller) {

  static Call of(APIGatewayV2HTTPEvent event) {
    var headers = new TreeMap<String, String>();
    orEmpty(event.getHeaders())
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    var context = event.getRequestContext();
    return new Call(
        event.getRouteKey(),
        headers.getOrDefault("x-forwarded-proto", "https") + "://" + context.getDomainName(),
        "$default".equals(context.getStage()) ? "" : "/" + context.getStage(),
        orEmpty(event.getPathParameters()),
        orEmpty(event.getQueryStringParameters()),
        headers,
        body(event),
        caller(context));
  }

  private static byte[] body(APIGatewayV2HTTPEvent event) {
    if (event.getBody() == null) {
      return new byte[0];
    }
    return event.getIsBase64Encoded()
        ? Base64.getDecoder().decode(event.getBody())
        : event.getBody().getBytes(StandardCharsets.UTF_8);
  }

  private static String caller(APIGatewayV2HTTPEvent.RequestContext context) {
    var authorizer = context.getAuthorizer();
    return authorizer == null || authorizer.getIam() == null
        ? "anonymous"
        : authorizer.getIam().getUserArn();
  }

  private static Map<String, String> orEmpty(Map<String, String> map) {
    return map == null ? Map.of() : map;
  }

  /** The body as JSON; refused with 400 where it is not. */
  public JsonNode json() {
    return Json.parse(body);
  }

  public String path(String name) {
    return path.get(name);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** Refuses parameters of the query that this route does not know. */
  public void allowQuery(Set<String> known) {
    for (var name : query.keySet()) {
      if (!known.contains(name)) {
        throw Rejected.invalid(
            Quoted.of(name),
            "unknown parameter; allowed: "
                + (known.isEmpty() ? "none" : String.join(", ", known.stream().sorted().toList())));
      }
    }
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * A parameter of the query that is true or false; false where it is absent. An empty one is
   * refused, too: who asks for a dry run must not start anything by a slip.
   */
  public boolean flag(String name) {
    var value = query.get(name);
    if (value != null && !value.equals("true") && !value.equals("false")) {
      throw Rejected.invalid(name, "true or false is allowed, but got " + Quoted.of(value));
    }
    return "true".equals(value);
  }

  /** A whole number of the query, within bounds. */
  public int number(String name, int least, int most, int otherwise) {
    var text = query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the same refusal as a number out of bounds
    }
    throw Rejected.invalid(
        name, least + " to " + most + " is allowed, but got " + Quoted.of(text.get()));
  }
}
