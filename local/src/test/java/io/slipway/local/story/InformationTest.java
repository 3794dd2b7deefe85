package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.notice.SentMessage;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told what happens, and what an application and the installation are. */
final class InformationTest extends ShopStory {

  private static ObjectNode subscription(String protocol, String endpoint) {
    return shop().put("protocol", protocol).put("endpoint", endpoint);
  }

  @Test
  void whoeverIsAddedIsToldOfTheEnvironmentsThatWereNamed() {
    var request = subscription("https", "https://hooks.example.com/x?token=secret");
    request.set("environment", Json.tree(List.of("dev", "qa")));

    var added = scenario.call("POST", "/stacks/addSubscription", request);

    assertThat(added.status()).as(added.text()).isEqualTo(200);
    assertThat(added.json().path("subscriptions")).hasSize(2);
    assertThat(added.json().path("message").asText())
        .isEqualTo("https://hooks.example.com is told of dev, qa");
    assertThat(scenario.call("POST", "/stacks/addSubscription", request).json())
        .isEqualTo(added.json());
    assertThat(scenario.events("Shop")).contains("SUBSCRIBED");
    assertThat(scenario.get("/events?applicationName=Shop").toString()).doesNotContain("secret");
    push("1.0.0", "healthy");
    deploy("1.0.0", "dev", "stage").finish();
    scenario.runFor(Duration.ofMinutes(1));
    assertThat(told("dev").getLast().receivers())
        .contains("https://hooks.example.com/x?token=secret");
    assertThat(told("stage").getLast().receivers())
        .doesNotContain("https://hooks.example.com/x?token=secret");
  }

  private List<SentMessage> told(String environment) {
    return scenario.account().sns().messages().stream()
        .filter(message -> message.topicArn().endsWith("-" + environment))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "email | nobody | an address such as team@example.com is allowed",
        "https | http://example.com | a URL that begins with https://",
        "https | https://user:secret@example.com/ | a URL that begins with https://",
        "sqs | https://sqs.example.com/queue | the ARN of a queue",
        "sqs | arn:aws:sqs:eu-central-1:123456789012:jobs.fifo | is no FIFO queue",
        "sms | 0170 1234567 | a phone number such as +491701234567",
        "lambda | arn:aws:lambda:eu-central-1:123456789012:layer:x | the ARN of a function",
        "firehose | arn:aws:firehose:eu-central-1:123456789012:x | email, email-json, http",
      })
  void whatCannotBeToldIsRefused(String protocol, String endpoint, String why) {
    assertRefused(400, why, "/stacks/addSubscription", subscription(protocol, endpoint));
  }

  @Test
  void anApplicationIsShownAlikeByBothRoutes() {
    var shown = scenario.call("POST", "/stacks/applicationInfo", shop());

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json()).isEqualTo(scenario.get("/stacks/Shop"));
    assertRefused(
        404, "nobody", "/stacks/applicationInfo", shop().put("applicationName", "nobody"));
  }

  @Test
  void theInstallationSaysWhatItIs() {
    var shown = scenario.slipway().call("POST", "/stacks/devopsstackInfo", "");

    assertThat(shown.status()).as(shown.text()).isEqualTo(200);
    assertThat(shown.json().path("version").asText()).isEqualTo("0.1.0");
    assertThat(shown.json().at("/production/cluster").asText()).isNotBlank();
    assertRefused(400, "no field is allowed", "/stacks/devopsstackInfo", shop());
  }
}
