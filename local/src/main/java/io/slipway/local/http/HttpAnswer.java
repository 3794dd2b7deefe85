package io.slipway.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** An answer as it goes over the wire. */
@SuppressWarnings("ArrayRecordComponent") // the body is bytes, and nobody compares answers
public record HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {

  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** An answer with {@code value} as JSON. */
  public static HttpAnswer json(int status, Object value) {
    return new HttpAnswer(
        status, Map.of("content-type", List.of("application/json")), Json.bytes(value));
  }

  /** What API Gateway says of itself: {@code {"message": …}}. */
  static HttpAnswer gateway(int status, String message) {
    return json(status, Map.of("message", message));
  }

  /** The body as JSON; throws {@link IllegalStateException} where it is not. */
  public JsonNode json() {
    try {
      return Json.mapper().readTree(body);
    } catch (IOException e) {
      throw new IllegalStateException("not JSON: " + text(), e);
    }
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
