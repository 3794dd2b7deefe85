package io.slipway.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateStackRequestTest {

  private final ObjectNode request =
      Json.mapper()
          .createObjectNode()
          .put("applicationName", "MyDevOpsAPI")
          .put("email", "team@example.com");

  @Test
  void nameAndEmailAreEnough() {
    assertThat(read().wanted())
        .containsExactly(Environment.DEV, Environment.QA, Environment.STAGE, Environment.PROD);
  }

  @Test
  void trainingAndDaAreThereOnRequest() {
    request.putObject("environments").put("training", true).put("da", true);
    assertThat(read().wanted()).contains(Environment.TRAINING, Environment.DA);
  }

  @ParameterizedTest
  @CsvSource({
    "team@example.com, true",
    "first.last+tag@sub.example.co.uk, true",
    "team@example, false",
    "@example.com, false",
    "team@, false",
    "te am@example.com, false",
    "team@exa_mple.com, false",
  })
  void anEmailIsAnAddress(String email, boolean allowed) {
    request.put("email", email);
    if (allowed) {
      assertThat(read().email()).isEqualTo(email);
    } else {
      assertThatThrownBy(this::read)
          .isInstanceOf(Rejected.class)
          .hasMessageContaining("email: an address such as team@example.com is allowed");
    }
  }

  @Test
  void controlCharactersAreNotText() {
    request.put("description", "line\nbreak");
    assertThatThrownBy(this::read)
        .hasMessageContaining("description: no control characters are allowed");
  }

  @Test
  void aDescriptionHasFiveHundredCharactersAtMost() {
    request.put("description", "x".repeat(501));
    assertThatThrownBy(this::read)
        .hasMessageContaining("description: at most 500 characters are allowed, but got 501");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "aws:team | x | keys beginning with aws: or slipway: are reserved",
        "Slipway:application | x | keys beginning with aws: or slipway: are reserved",
        "team | {{resolve:ssm:secret}} | '{{resolve:' is not allowed",
        "team | a<b | letters, digits, spaces and _ . : / = + - @ are allowed",
      })
  void tagsAreWhatEveryServiceTakes(String key, String value, String message) {
    request.putObject("tags").put(key, value);
    assertThatThrownBy(this::read).isInstanceOf(Rejected.class).hasMessageContaining(message);
  }

  @Test
  void tagKeysThatDifferInCaseOnlyAreRefusedAsIamWould() {
    request.putObject("tags").put("team", "a").put("Team", "b");
    assertThatThrownBy(this::read).hasMessageContaining("keys must differ in more than case");
  }

  @Test
  void fortyTagsAreAllowed() {
    var tags = request.putObject("tags");
    IntStream.range(0, 40).forEach(i -> tags.put("key" + i, ""));
    assertThat(read().tags().orElseThrow()).hasSize(40);

    tags.put("one-more", "");
    assertThatThrownBy(this::read).hasMessageContaining("tags: at most 40 are allowed, but got 41");
  }

  @Test
  void aRepositoryHasANameThatEcrTakes() {
    assertThat(CreateStackPlanner.repository(new ApplicationName("MyDevOpsAPI")))
        .isEqualTo("mydevopsapi");
    assertThat(CreateStackPlanner.repository(new ApplicationName("X"))).isEqualTo("x.app");
  }

  private CreateStackRequest read() {
    return Json.read(request, CreateStackRequest.class);
  }
}
