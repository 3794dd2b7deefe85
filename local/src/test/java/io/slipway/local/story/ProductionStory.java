package io.slipway.local.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Stories of one application: 1.0.0 is live in prod2, and 2.0.1 waits in prod1. */
abstract class ProductionStory {

  static final String ALL_LIVE = "prod1 0, prod2 100";
  static final String TEN_PERCENT = "prod1 10, prod2 90";
  static final String SIXTY_PERCENT = "prod1 60, prod2 40";
  static final String ALL_NEXT = "prod1 100, prod2 0";

  Scenario scenario;
  Production production;

  @BeforeEach
  final void aReleaseIsLiveAndAnotherWaits() {
    scenario = Scenario.begin();
    production = Production.with(scenario, "1.0.0", "2.0.1");
  }

  @AfterEach
  final void theInvariantsHold() {
    scenario.close();
  }

  /** The answer to what somebody tells an operation. */
  final String told(Run run, String control, ObjectNode body, int status) {
    var answer = scenario.call("POST", "/operations/" + run.id() + "/" + control, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    return answer.text();
  }

  /** The first step of a state that an operation's page shows. */
  final JsonNode shown(Run run, String state) {
    for (var step : scenario.get("/operations/" + run.id()).path("steps")) {
      if (step.path("state").asText().equals(state)) {
        return step;
      }
    }
    throw new AssertionError("no step " + state);
  }
}
