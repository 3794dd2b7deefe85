package io.slipway.flow.deploy;

import static io.slipway.operation.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.OperationState;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.flow.deploy.PlaceResult.Outcome;
import io.slipway.operation.Samples;
import io.slipway.runtime.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployEndingTest {

  private static final DeployEnding ENDING =
      new DeployEnding(
          Samples.plan(
              Samples.rollout(Place.DEV, 1),
              Samples.rollout(Place.QA, 1),
              Samples.rollout(Place.DA, 0),
              Samples.rollout(Place.PROD2, 2)),
          "op-9",
          NOON);

  @Test
  void itSucceedsWhereEveryPlaceDidAndRecordsTheRelease() {
    var ending = ENDING.of(List.of(deployed(Place.DEV), deployed(Place.QA)));

    assertThat(ending.state()).isEqualTo(OperationState.SUCCEEDED);
    assertThat(ending.message())
        .isEqualTo(
            "2.0.1 runs in dev: http://Cats-dev.example.com. 2.0.1 runs in qa:"
                + " http://Cats-qa.example.com.");
    assertThat(ending.changed())
        .extracting(entry -> entry.place())
        .containsExactly(Place.DEV, Place.QA);
    assertThat(ending.changed().getFirst().release())
        .contains(
            new Release(
                ENDING.plan().version(), ENDING.plan().digest(), 1, "arn:dev", NOON, "op-9"));
  }

  @Test
  void flawA5_flawL1_aFailureInOnePlaceFailsTheDeployAndIsNotRecorded() {
    var ending = ENDING.of(List.of(deployed(Place.DEV), putBack(Place.QA, Outcome.PUT_BACK)));

    assertThat(ending.state()).isEqualTo(OperationState.FAILED);
    assertThat(ending.changed()).extracting(entry -> entry.place()).containsExactly(Place.DEV);
    assertThat(ending.message())
        .endsWith("2.0.1 was not deployed to qa: no task came up. It runs 1.0.0 as before.");
  }

  @Test
  void anAbortEndsItAsAborted() {
    var ending = ENDING.of(List.of(putBack(Place.DEV, Outcome.ABORTED)));

    assertThat(ending.state()).isEqualTo(OperationState.ABORTED);
    assertThat(ending.message())
        .isEqualTo("The deploy to dev was ended by a caller. It runs 1.0.0 as before.");
    assertThat(ending.changed()).isEmpty();
  }

  @Test
  void whatCouldNotBePutBackSaysWhatToDo() {
    var result =
        new PlaceResult(
            Place.DEV,
            Outcome.NOT_PUT_BACK,
            Optional.empty(),
            Optional.of(error("no task came up")),
            Optional.of(error("access denied")));

    var ending = ENDING.of(List.of(result));

    assertThat(ending.state()).isEqualTo(OperationState.FAILED);
    assertThat(ending.message())
        .contains("It could not be put back to arn:", "either: access denied.", "service Cats-dev");
  }

  @Test
  void theIdleSlotsMessageSaysHowCustomersGetIt() {
    assertThat(ENDING.of(List.of(deployed(Place.PROD2))).message())
        .contains("http://Cats-prod2.example.com", "POST /stacks/canaryShift");
  }

  @Test
  void aStoppedEnvironmentIsNotSaidToRun() {
    assertThat(ENDING.of(List.of(deployed(Place.DA))).message())
        .isEqualTo("2.0.1 is deployed to da, which is stopped: none of its tasks runs.");
  }

  private static PlaceResult deployed(Place place) {
    return new PlaceResult(
        place, Outcome.DEPLOYED, Optional.of("arn:" + place), Optional.empty(), Optional.empty());
  }

  private static PlaceResult putBack(Place place, Outcome outcome) {
    return new PlaceResult(
        place, outcome, Optional.empty(), Optional.of(error("no task came up")), Optional.empty());
  }

  private static JsonNode error(String cause) {
    return Json.mapper().createObjectNode().put("Error", "E").put("Cause", cause);
  }
}
