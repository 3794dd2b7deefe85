package io.slipway.local.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables in {@code asl/*.json}: definition, input and mocks, and how the execution ends on AWS.
 */
class ConformanceTest {

  private static final List<String> TABLES = List.of("states", "errors", "flow");

  static List<Named<JsonNode>> cases() throws IOException {
    List<Named<JsonNode>> cases = new ArrayList<>();
    for (var table : TABLES) {
      try (var in = ConformanceTest.class.getResourceAsStream("/asl/" + table + ".json")) {
        Json.MAPPER
            .readTree(in)
            .forEach(one -> cases.add(Named.of(table + ": " + one.path("name").asText(), one)));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsAsOnAws(JsonNode one) {
    var mocks = one.has("mocks") ? one.get("mocks") : JsonNodeFactory.instance.objectNode();
    var run = new LocalRun(Instant.parse("2026-01-01T00:00:00Z"), MockFile.read(mocks));
    assertThat(run.outcome(one.get("definition").toString(), one.get("input")).toPrettyString())
        .isEqualTo(one.get("expected").toPrettyString());
  }
}
