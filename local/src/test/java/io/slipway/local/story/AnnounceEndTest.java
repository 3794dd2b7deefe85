package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.account.notice.SentMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How people hear of the end of an operation. */
final class AnnounceEndTest extends ShopStory {

  @Test
  void everyEnvironmentHearsOfItsCreation() {
    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "slipway-Shop-dev: Shop: create-stack succeeded",
            "slipway-Shop-qa: Shop: create-stack succeeded",
            "slipway-Shop-stage: Shop: create-stack succeeded",
            "slipway-Shop-training: Shop: create-stack succeeded",
            "slipway-Shop-prod: Shop: create-stack succeeded");
  }

  @Test
  void flawA14_flawC9_aFailureReachesTheEnvironmentThatItWasAboutWithItsReason() {
    push("2.0.2", "crashing");
    int before = messages().size();

    var run = deploy("2.0.2", "qa").finish();

    var sent = messages().subList(before, messages().size());
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst().topicArn()).endsWith(":slipway-Shop-qa");
    assertThat(sent.getFirst().subject()).isEqualTo("Shop: deploy failed");
    assertThat(sent.getFirst().message()).startsWith(run.message());
  }

  /** EventBridge needs a moment. */
  private List<SentMessage> messages() {
    scenario.slipway().virtualTime().runFor(Duration.ofSeconds(1));
    return scenario.account().messages();
  }

  private List<String> subjects() {
    return messages().stream()
        .map(
            sent ->
                sent.topicArn().substring(sent.topicArn().lastIndexOf(':') + 1)
                    + ": "
                    + sent.subject())
        .toList();
  }
}
