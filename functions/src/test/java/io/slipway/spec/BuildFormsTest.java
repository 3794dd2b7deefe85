package io.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.BuildSettings;
import io.slipway.domain.Problems;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildFormsTest {

  @Test
  void nothingWrittenIsTheUsual() {
    assertThat(BuildForms.read(json("{}"))).isEqualTo(BuildSettings.DEFAULT);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    var settings =
        BuildForms.read(
            json(
                """
                {"dockerfile": "docker/Dockerfile.prod", "context": "app", "architecture": "arm64",
                 "size": "large", "arguments": ["NPM_TOKEN", "node_env"], "parametersOf": "stage",
                 "cache": false, "timeoutMinutes": 45,
                 "connection": "arn:aws:codeconnections:eu-central-1:123456789012:connection/01234567-89ab-cdef-0123-456789abcdef",
                 "scan": {"highest": "medium", "unscanned": true}}"""));

    assertThat(settings.timeout()).isEqualTo(Duration.ofMinutes(45));
    assertThat(BuildForms.read(BuildForms.write(settings))).isEqualTo(settings);
    var own = BuildForms.read(json("{\"buildspec\": \"ci/build.yml\"}"));
    assertThat(BuildForms.read(BuildForms.write(own))).isEqualTo(own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                       | build: a JSON object is expected
          {"docker": "a"}                          | build.'docker': unknown field
          {"dockerfile": 1}                        | build.dockerfile: text is expected
          {"dockerfile": ""}                       | build.dockerfile: a path in the repository
          {"dockerfile": "/etc/passwd"}            | build.dockerfile: a path in the repository
          {"dockerfile": "a/../../b"}              | build.dockerfile: a path in the repository
          {"dockerfile": "$(id)"}                  | build.dockerfile: a path in the repository
          {"dockerfile": "--help"}                 | build.dockerfile: a path in the repository
          {"context": "a;b"}                       | build.context: a path in the repository
          {"buildspec": "a", "dockerfile": "b"}    | build.buildspec: a buildspec or a dockerfile
          {"architecture": "amd64"}                | build.architecture: x86_64, arm64 are allowed
          {"size": "huge"}                         | build.size: small, medium, large are allowed
          {"arguments": ["1"]}                     | build.arguments[0]: the name of a parameter
          {"arguments": ["A", "AWS_REGION"]}       | build.arguments[1]: 'AWS_REGION' is what the build
          {"arguments": ["A", "A"]}                | build.arguments[1]: the same name twice
          {"parametersOf": "prod"}                 | build.parametersOf: dev, qa, stage are allowed
          {"connection": "arn:aws:iam::1:role/a"}  | build.connection: the ARN of a connection
          {"timeoutMinutes": 4}                    | build.timeoutMinutes: 5 to 120 are allowed
          {"timeoutMinutes": 121}                  | build.timeoutMinutes: 5 to 120 are allowed
          {"scan": {"highest": "bad"}}             | build.scan.highest: none, informational
          {"scan": "off"}                          | build.scan: a JSON object is expected
          """)
  void whatIsWrongIsSaidByItsField(String written, String reason) {
    assertThatThrownBy(() -> BuildForms.read(json(written)))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining(reason);
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    var problems = new Problems();

    var none =
        BuildForms.read(
            json("{\"size\": \"huge\", \"context\": \"..\", \"timeoutMinutes\": 0}"),
            "build",
            problems);

    assertThat(none).isEmpty();
    assertThat(problems.count()).isEqualTo(3);
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
