package io.slipway.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.lambda.LambdaResult;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** What API Gateway makes of what a function returned (payload format 2.0). */
final class GatewayAnswer {

  private static final int LEAST_STATUS = 100;
  private static final int MOST_STATUS = 599;

  private GatewayAnswer() {}

  static HttpAnswer of(LambdaResult result) {
    return switch (result) {
      case LambdaResult.Failed failed ->
          failed.errorType().equals("Sandbox.Timedout")
              ? HttpAnswer.gateway(503, "Service Unavailable")
              : internalError();
      case LambdaResult.Returned returned -> of(returned.payload());
    };
  }

  private static HttpAnswer of(JsonNode payload) {
    if (!payload.has("statusCode")) {
      return HttpAnswer.json(200, payload);
    }
    int status = payload.get("statusCode").asInt();
    if (status < LEAST_STATUS || status > MOST_STATUS) {
      return internalError();
    }
    var headers = new TreeMap<String, List<String>>();
    headers.put("content-type", List.of("text/plain; charset=utf-8"));
    for (var header : payload.path("headers").properties()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), List.of(header.getValue().asText()));
    }
    if (payload.path("cookies").size() > 0) {
      var cookies = new java.util.ArrayList<String>();
      payload.get("cookies").forEach(cookie -> cookies.add(cookie.asText()));
      headers.put("set-cookie", List.copyOf(cookies));
    }
    return new HttpAnswer(status, headers, body(payload));
  }

  private static byte[] body(JsonNode payload) {
    var body = payload.path("body");
    var text =
        body.isTextual() ? body.asText() : body.isValueNode() ? body.asText("") : Json.text(body);
    if (body.isMissingNode() || body.isNull()) {
      return new byte[0];
    }
    return payload.path("isBase64Encoded").asBoolean()
        ? Base64.getDecoder().decode(text)
        : text.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpAnswer internalError() {
    return HttpAnswer.gateway(500, "Internal Server Error");
  }
}
