package io.slipway.local.demo;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls a running Slipway over HTTP, as everybody does. */
final class Client {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI origin;

  /** What came back. */
  record Reply(int status, JsonNode body) {}

  /**
   * @param origin such as {@code http://127.0.0.1:3000}
   */
  Client(URI origin) {
    this.origin = origin;
  }

  /**
   * Makes a call.
   *
   * @param path with the stage, or below {@code /local}
   */
  Reply get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  /** Makes a call with a body. */
  Reply send(String method, String path, JsonNode body) {
    return send(method, path, BodyPublishers.ofString(typed(body)));
  }

  private Reply send(String method, String path, HttpRequest.BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(origin.resolve(path))
            .timeout(LONGEST)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return new Reply(response.statusCode(), Json.mapper().readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + " got no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + method + " " + path, e);
    }
  }

  /** JSON in one line, with spaces where people put them. */
  static String typed(JsonNode body) {
    try {
      return Json.mapper().writer(new OneLine()).writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + body, e);
    }
  }

  private static final class OneLine extends MinimalPrettyPrinter {

    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }
}
