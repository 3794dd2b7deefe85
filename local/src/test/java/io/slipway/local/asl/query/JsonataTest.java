package io.slipway.local.asl.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table in {@code asl/jsonata.json}: expressions and what the reference implementation of
 * JSONata 2.0.6 makes of them, which is the version that Step Functions speaks. Where the service
 * is known to differ, {@link QueryTest} has the row.
 */
class JsonataTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final JsonNode TABLE = table();

  private static JsonNode table() {
    try (var in = JsonataTest.class.getResourceAsStream("/asl/jsonata.json")) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an expression comes to; the order of an object's members does not count. */
  private record Outcome(String kind, JsonNode value) {
    static Outcome of(String kind, String text) {
      return new Outcome(kind, TextNode.valueOf(text));
    }
  }

  static Stream<Named<JsonNode>> rows() {
    var rows = TABLE.get("expressions").spliterator();
    return StreamSupport.stream(rows, false)
        .map(row -> Named.of(row.get("expression").textValue(), row));
  }

  private static Outcome outcome(String expression) throws IOException {
    var bindings =
        new Bindings(
            JsonNodeFactory.instance.objectNode(),
            Map.of("i", TABLE.get("input")),
            Instant.parse("2026-01-01T00:00:00Z"),
            new Random(1));
    try {
      var value = Query.parse("{%" + expression + "%}").evaluate(bindings);
      return value.isEmpty()
          ? Outcome.of("nothing", "")
          : new Outcome("value", JSON.readTree(value.get().toString()));
    } catch (InvalidQuery e) {
      return Outcome.of("refused", e.getMessage());
    } catch (QueryFailed e) {
      return Outcome.of("error", e.getMessage());
    }
  }

  private static Outcome expected(JsonNode row) {
    if (row.has("value")) {
      return new Outcome("value", row.get("value"));
    }
    if (row.has("error")) {
      return Outcome.of(
          "error", "threw an error during evaluation. " + row.get("error").textValue());
    }
    return row.has("refused")
        ? Outcome.of("refused", row.get("refused").textValue())
        : Outcome.of("nothing", "");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasTheReferencesValue(JsonNode row) throws IOException {
    assertThat(outcome(row.get("expression").textValue())).isEqualTo(expected(row));
  }
}
