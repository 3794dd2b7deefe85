package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReasonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "io.slipway.domain.RolloutFailed | {\"errorMessage\":\"no task came up\",\"errorType\":\"x\"} | no task came up",
        "Lambda.Unknown | The cause could not be determined | Lambda.Unknown: The cause could not be determined",
        "Lambda.Unknown | {\"errorMessage\":null} | Lambda.Unknown: {\"errorMessage\":null}",
        "States.Timeout | - | a step took longer than it may; the log of its function says how far it came",
        "io.slipway.domain.RolloutFailed | as the machine says it | as the machine says it",
        "Custom | - | Custom",
        "- | - | the reason is not known",
        "- | 7 | 7",
      })
  void aPersonReadsWhatHappened(String error, String cause, String reason) {
    assertThat(FailureReason.of(output(error, cause))).isEqualTo(reason);
  }

  @Test
  void aReasonIsOneLineOfBoundedLength() {
    var reason = FailureReason.of(output("E", "one\r\ntwo" + "x".repeat(10_000)));

    assertThat(reason).startsWith("one two").hasSize(2000).doesNotContain("\n", "\r");
  }

  private static JsonNode output(String error, String cause) {
    var output = Json.mapper().createObjectNode();
    if (error != null) {
      output.put("Error", error);
    }
    if (cause != null) {
      output.put("Cause", cause);
    }
    return output;
  }
}
