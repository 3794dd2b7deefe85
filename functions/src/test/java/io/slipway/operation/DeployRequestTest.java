package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployRequestTest {

  @Test
  void oneEnvironmentMayStandAsText() {
    assertThat(request("'dev'").environments()).containsExactly(Environment.DEV);
  }

  @Test
  void severalStandInAListAndKeepTheirOrder() {
    assertThat(request("['stage', 'dev', 'prod']").environments())
        .containsExactly(Environment.STAGE, Environment.DEV, Environment.PROD);
  }

  @Test
  void theImageTagMayBeLeftOut() {
    assertThat(request("'prod'").imageTag()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'live'       | environment: dev, qa, stage, training, da, prod are allowed, but got 'live'",
        "'prod1'      | environment: dev, qa, stage, training, da, prod are allowed, but got 'prod1'",
        "''           | environment: dev, qa, stage, training, da, prod are allowed, but got ''",
        "[]           | environment: the name of an environment, or a list of names that is not empty, is expected",
        "7            | environment: the name of an environment, or a list of names that is not empty, is expected",
        "{'a': 1}     | environment: the name of an environment, or a list of names that is not empty, is expected",
        "null         | environment: is required",
        "['dev', 7]   | environment[1]: the name of an environment is expected, as text",
        "['dev','DEV']| environment: each environment is allowed once, but got [dev, dev]",
        "['dev','dev','dev','dev','dev','dev','dev'] | environment: each environment is allowed once",
      })
  void anythingElseIsRefusedWithTheField(String environment, String message) {
    assertThatThrownBy(() -> request(environment)).isInstanceOf(Rejected.class).hasMessage(message);
  }

  private static DeployRequest request(String environment) {
    var text = "{'applicationName': 'Cats', 'environment': " + environment + "}";
    var json = Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return Json.read(json, DeployRequest.class);
  }
}
