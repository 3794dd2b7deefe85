package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What events/ shows of the steps' inputs is what the steps take. */
class SamplesTest {

  static List<String> steps() {
    return Steps.names().stream().filter(step -> Steps.input(step) != JsonNode.class).toList();
  }

  static List<String> files() {
    return Shipped.files("events");
  }

  @ParameterizedTest
  @MethodSource("files")
  void itIsStrictJson(String file) {
    assertThat(Json.parse(Shipped.text(file).getBytes(StandardCharsets.UTF_8)).isObject()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void aStepTakesItsSample(String step) {
    var sample = Shipped.json("events/" + Steps.flow(step) + "/" + step + ".json");
    assertThat(Json.read(sample, Steps.input(step))).isNotNull();
  }
}
