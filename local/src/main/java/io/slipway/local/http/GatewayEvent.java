package io.slipway.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.RouteSpec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The event that API Gateway hands to a function (developer guide, "Create AWS Lambda proxy
 * integrations for HTTP APIs", payload format 2.0). Whoever calls local mode is signed in as {@code
 * user/local}, but for routes without an authorizer.
 */
record GatewayEvent(
    HttpRequest request,
    RouteSpec route,
    Map<String, String> pathParameters,
    String stage,
    String accountId,
    String requestId,
    Instant time) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  JsonNode json() {
    var event = JsonNodeFactory.instance.objectNode();
    event.put("version", "2.0").put("routeKey", route.key());
    event.put("rawPath", path()).put("rawQueryString", request.query());
    var headers = event.putObject("headers");
    request.headers().entrySet().stream()
        .filter(header -> !header.getKey().equals("cookie"))
        .sorted(Map.Entry.comparingByKey())
        .forEach(header -> headers.put(header.getKey(), header.getValue()));
    headers.put("x-forwarded-proto", "http");
    cookies(event);
    putIfAny(event, "queryStringParameters", Encoding.parameters(request.query()));
    event.set("requestContext", context());
    body(event);
    putIfAny(event, "pathParameters", pathParameters);
    return event;
  }

  private String path() {
    return String.join("/", Encoding.segments(request.path()));
  }

  private void cookies(ObjectNode event) {
    var cookies = request.headers().get("cookie");
    if (cookies != null) {
      var array = event.putArray("cookies");
      for (var cookie : cookies.split("[;,]\\s*", -1)) {
        array.add(cookie);
      }
    }
  }

  private ObjectNode context() {
    var context = JsonNodeFactory.instance.objectNode();
    context.put("accountId", accountId).put("apiId", "local");
    if (route.signed()) {
      var iam = context.putObject("authorizer").putObject("iam");
      iam.put("accessKey", "AKIALOCAL").put("accountId", accountId).put("callerId", "AIDALOCAL");
      iam.putNull("cognitoIdentity").putNull("principalOrgId");
      iam.put("userArn", "arn:aws:iam::" + accountId + ":user/local").put("userId", "AIDALOCAL");
    }
    context.put("domainName", request.headers().getOrDefault("host", "127.0.0.1"));
    context.put("domainPrefix", "local");
    context
        .putObject("http")
        .put("method", request.method())
        .put("path", path())
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "127.0.0.1")
        .put("userAgent", request.headers().getOrDefault("user-agent", ""));
    return context
        .put("requestId", requestId)
        .put("routeKey", route.key())
        .put("stage", stage)
        .put("time", TIME.format(time))
        .put("timeEpoch", time.toEpochMilli());
  }

  private void body(ObjectNode event) {
    if (request.body().length == 0) {
      event.put("isBase64Encoded", false);
      return;
    }
    var text = text();
    event.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(request.body())));
    event.put("isBase64Encoded", text.isEmpty());
  }

  /** The body where it goes to the function as text: of a text's type, and UTF-8. */
  private Optional<String> text() {
    var type = request.headers().getOrDefault("content-type", "text/plain");
    if (!type.toLowerCase(Locale.ROOT)
        .matches("text/.*|application/([a-z0-9.+-]*[+])?(json|xml|javascript)\\s*(;.*)?")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(request.body())).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static void putIfAny(ObjectNode event, String name, Map<String, String> values) {
    if (!values.isEmpty()) {
      var object = event.putObject(name);
      values.forEach(object::put);
    }
  }
}
