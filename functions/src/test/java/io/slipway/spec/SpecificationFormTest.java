package io.slipway.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecificationFormTest {

  @Test
  void whatIsLeftOutHasADefault() {
    var specification = SpecificationForm.empty().read();

    assertThat(specification.primary().task().cpu()).contains(256);
    assertThat(specification.primary().task().memory()).contains(512);
    assertThat(specification.containerPort()).isEqualTo(80);
    assertThat(specification.healthCheckPath()).isEqualTo("/health");
    assertThat(specification.tasks(Environment.QA)).isEqualTo(new TaskRange(1, 2));
    assertThat(specification.tasks(Environment.PROD)).isEqualTo(new TaskRange(2, 4));
    assertThat(specification.tasks(Environment.PROD)).isEqualTo(new TaskRange(2, 4));
    assertThat(specification.tasks(Environment.DA)).isEqualTo(new TaskRange(1, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "256 | 512",
        "256 | 2048",
        "512 | 4096",
        "1024 | 8192",
        "2048 | 16384",
        "4096 | 30720",
        "8192 | 16384",
        "8192 | 61440",
        "16384 | 122880",
      })
  void fargateHasTheseSizes(int cpu, int memory) {
    assertThat(new FargateSize(cpu, memory).memory()).isEqualTo(memory);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"cpu\":300} | specification.cpu: 256, 512, 1024, 2048, 4096, 8192, 16384 are allowed, but got 300",
        "{\"memory\":700} | specification.memory: with cpu 256, 512, 1024, 2048 are allowed (MiB), but got 700",
        "{\"cpu\":8192,\"memory\":17408} | specification.memory: with cpu 8192",
        "{\"containerPort\":0} | specification.containerPort: 1 to 65535",
        "{\"containerPort\":65536} | but got 65536",
        "{\"containerPort\":\"80\"} | containerPort: a whole number is expected",
        "{\"healthCheckPath\":\"health\"} | specification.healthCheckPath: a slash",
        "{\"healthCheckPath\":\"/a b\"} | specification.healthCheckPath: a slash",
        "{\"healthCheckPath\":\"/{{resolve:ssm:x}}\"} | specification.healthCheckPath: '{{resolve:'",
        "{\"tasks\":{\"production\":{\"min\":0,\"max\":2}}} | specification.tasks.production: 1 <= min <= max <= 1000",
        "{\"tasks\":{\"nonProduction\":{\"min\":3,\"max\":2}}} | specification.tasks.nonProduction: 1 <= min",
        "{\"tasks\":{\"production\":{\"min\":2}}} | max: is required",
        "{\"colour\":\"red\"} | unknown field; allowed: cpu, memory",
      })
  void whatAwsDoesNotHaveIsRefusedByItsField(String form, String message) {
    assertThatThrownBy(() -> read(form)).isInstanceOf(Rejected.class).hasMessageContaining(message);
  }

  @Test
  void theLeastMemoryOfAProcessorIsItsDefault() throws Exception {
    assertThat(read("{\"cpu\":1024}").primary().task().memory()).contains(2048);
  }

  @Test
  void aSpecificationSurvivesItsTable() {
    var specification = SpecificationForm.empty().read();
    assertThat(Json.readOwn(Json.text(specification), Specification.class))
        .isEqualTo(specification);
  }

  private static Specification read(String form) throws JsonProcessingException {
    return Json.read(Json.mapper().readTree(form), SpecificationForm.class).read();
  }
}
