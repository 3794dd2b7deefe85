package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.domain.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterRequestTest {

  @Test
  void valuesAndNamesToKeepAreRead() {
    var request = read("{'values': {'A': 'one', 'b.c-d_E': 'two'}, 'keep': ['_X']}");
    assertThat(request.values()).containsOnlyKeys("A", "b.c-d_E");
    assertThat(request.keep()).containsExactly("_X");
    assertThat(request.toString()).doesNotContain("one").doesNotContain("two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'values': {'A': 1234567}} | values.A: text is expected",
        "{'values': {'A': ['hunter2']}} | values.A: text is expected",
        "{'values': {'A': ''}} | values.A: Parameter Store has no empty values",
        "{'values': {'A': 'hunter2 {{ssm:x}}'}} | values.A: Parameter Store allows no {{…}}",
        "{'values': {'1A': 'hunter2'}} | values.1A: a letter or _",
        "{'values': {'a/../b': 'hunter2'}} | values.a/../b: a letter or _",
        "{'values': 'hunter2'} | values: an object is expected",
        "{'values': ['hunter2']} | values: an object is expected",
        "{'keep': 'hunter2'} | keep: a list of names is expected",
        "{'keep': [7]} | keep[0]: the name of a parameter is expected",
        "{'keep': ['A', 'A']} | keep[1]: each name is allowed once",
        "{'values': {'A': 'hunter2'}, 'keep': ['A']} | keep: A has a value in values, too",
        "{'value': {'A': 'hunter2'}} | 'value': unknown field; allowed: keep, values",
        "{} | body: values, keep, or both are expected",
        "['hunter2'] | body: an object with values and keep is expected",
        "{'values': {'A': hunter2}} | the body is not the JSON that is expected (line 1",
        "{'values': {'A': 'hunter2', 'A': 'x'}} | the body is not the JSON that is expected (line",
        "{'values': {'A': 'hunter2'}} hunter2 | the body is not the JSON that is expected (line",
      })
  void whatIsWrongIsSaidWithoutAnyValue(String body, String message) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("hunter2")
        .doesNotContain("1234567");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    var rejected =
        catchThrowableOfType(
            Rejected.class, () -> read("{'values': {'A': 1, '-': 'x'}, 'keep': [2], 'other': 3}"));
    assertThat(rejected.faults())
        .extracting(Rejected.Fault::path)
        .containsExactly("'other'", "values.A", "values.-", "keep[0]");
  }

  @Test
  void aValueHasEightKibibytesOfUtf8AtMost() {
    assertThat(read("{'values': {'A': '" + "x".repeat(8192) + "'}}").values()).hasSize(1);
    assertThatThrownBy(() -> read("{'values': {'A': '" + "ü".repeat(4097) + "'}}"))
        .hasMessageContaining("values.A: at most 8192 bytes of UTF-8 are allowed, but got 8194");
  }

  @Test
  void fiftyValuesAreTakenAtATime() {
    assertThat(read(many(50)).values()).hasSize(50);
    assertThatThrownBy(() -> read(many(51)))
        .hasMessageContaining("values: at most 50 are allowed at a time, but got 51");
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "'K" + i + "': 'v'")
        .collect(Collectors.joining(", ", "{'values': {", "}}"));
  }

  private static ParameterRequest read(String body) {
    return ParameterRequest.read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}
