package io.slipway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  record Part(int weight, boolean approval) {}

  record Request(
      ApplicationName applicationName,
      Environment environment,
      String text,
      Optional<String> description,
      List<Part> parts,
      Optional<Map<String, String>> tags) {}

  private static final String VALID =
      """
      {"applicationName": "MyDevOpsAPI", "environment": "dev", "text": "t",
       "parts": [{"weight": 10, "approval": true}], "tags": {"team": "blue"}}
      """;

  @Test
  void aRequestBecomesItsRecord() {
    var request = Json.read(Json.parse(VALID.getBytes(StandardCharsets.UTF_8)), Request.class);

    assertThat(request)
        .isEqualTo(
            new Request(
                new ApplicationName("MyDevOpsAPI"),
                Environment.DEV,
                "t",
                Optional.empty(),
                List.of(new Part(10, true)),
                Optional.of(Map.of("team", "blue"))));
  }

  record Failed(String name, Optional<JsonNode> error) {}

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\": \"n\"}", "{\"name\": \"n\", \"error\": null}"})
  void aTreeThatIsAbsentIsEmpty(String document) {
    var part = Json.read(Json.parse(bytes(document)), Failed.class);

    assertThat(part.error()).isEmpty();
  }

  @Test
  void aTreeThatIsThereKeepsItsNulls() {
    var tree = Json.parse(bytes("{\"a\": [null, {\"b\": null}]}"));

    assertThat(Json.text(tree)).isEqualTo("{\"a\":[null,{\"b\":null}]}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"applicationName\": \"MyDevOpsAPI\",' |  | 'applicationName: is required'",
        "'\"applicationName\": \"MyDevOpsAPI\"' | '\"aplicationName\": \"MyDevOpsAPI\"' | '''aplicationName'': unknown field; allowed: applicationName, environment'",
        "'\"MyDevOpsAPI\"' | 5 | 'applicationName: text is expected, but got number ''5'''",
        "'\"MyDevOpsAPI\"' | null | 'applicationName: is required'",
        "'\"MyDevOpsAPI\"' | '\"\"' | 'applicationName: a letter'",
        "'\"dev\"' | '\"prod3\"' | 'environment: dev, qa, stage, training, da, prod are allowed, but got ''prod3'''",
        "'\"t\"' | true | 'text: text is expected, but got true'",
        "'\"t\"' | '[\"t\"]' | 'text: text is expected, but got a list'",
        "10 | 1.5 | 'parts[0].weight: a whole number is expected'",
        "10 | '\"10\"' | 'parts[0].weight: a whole number is expected, but got text ''10'''",
        "10 | 99999999999 | 'parts[0].weight: a smaller number is expected'",
        "'\"approval\": true' | '\"aproval\": true' | 'parts[0].''aproval'': unknown field; allowed: weight, approval'",
        "'[{\"weight\": 10, \"approval\": true}]' | '{}' | 'parts: a list is expected, but got an object'",
        "'[{\"weight\": 10, \"approval\": true}]' | '[7]' | 'parts[0]: a JSON object is expected, but got number'",
        "'\"blue\"' | 3 | 'tags.''team'': text is expected'",
      })
  void whatIsWrongIsNamedWithWhatIsAllowed(String found, String instead, String message) {
    var document = VALID.replace(found, instead == null ? "" : instead);
    assertThat(document).isNotEqualTo(VALID);

    assertThatThrownBy(
            () -> Json.read(Json.parse(document.getBytes(StandardCharsets.UTF_8)), Request.class))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.status()).isEqualTo(400))
        .hasMessageStartingWith(message);
  }

  static Stream<Arguments> notTheJsonThatIsExpected() {
    return Stream.of(
        Arguments.of("nothing", new byte[0], 400),
        Arguments.of("not JSON", bytes("hello"), 400),
        Arguments.of("cut off", bytes("{\"a\": "), 400),
        Arguments.of("twice the same key", bytes("{\"a\": 1, \"a\": 2}"), 400),
        Arguments.of("something after the end", bytes("{} {}"), 400),
        Arguments.of("10,000 deep", bytes("[".repeat(10_000) + "]".repeat(10_000)), 400),
        Arguments.of("a number of 100,000 digits", bytes("1".repeat(100_000)), 400),
        Arguments.of(
            "a name of 1,000 characters", bytes("{\"" + "n".repeat(1_000) + "\": 1}"), 400),
        Arguments.of("not UTF-8", new byte[] {'"', (byte) 0xff, '"'}, 400),
        Arguments.of(
            "half a surrogate pair",
            new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            400),
        Arguments.of("2 MB", bytes("\"" + "x".repeat(2_000_000) + "\""), 413));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notTheJsonThatIsExpected")
  void aDocumentThatIsNotJsonIsRefusedInOneShortLine(String what, byte[] document, int status) {
    assertThatThrownBy(() -> Json.parse(document))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.status()).isEqualTo(status);
              assertThat(rejected.getMessage()).hasLineCount(1).hasSizeLessThan(400);
            });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
