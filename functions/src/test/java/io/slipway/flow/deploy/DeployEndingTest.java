package io.slipway.flow.deploy;

import static io.slipway.operation.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.OperationState;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.Samples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployEndingTest {

  private static DeployEnding ending(PlaceRollout... rollouts) {
    return new DeployEnding(Samples.plan(rollouts), "op-9", NOON);
  }

  @Test
  void itSucceedsWhereEveryPlaceDidAndRecordsTheRelease() {
    var deploy = ending(Samples.rollout(Place.DEV, 1), Samples.rollout(Place.QA, 1));
    var ending = deploy.of(List.of(deployed(Place.DEV), deployed(Place.QA)));

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
                deploy.plan().version(),
                deploy.plan().digest(),
                1,
                "arn:dev",
                NOON,
                "op-9",
                Optional.empty()));
  }

  @Test
  void theIdleSlotsMessageSaysHowCustomersGetIt() {
    assertThat(ending(Samples.rollout(Place.PROD2, 2)).of(List.of(deployed(Place.PROD2))).message())
        .contains("http://Cats-prod2.example.com", "POST /stacks/canaryShift");
  }

  @Test
  void aStoppedEnvironmentIsNotSaidToRun() {
    assertThat(ending(Samples.rollout(Place.DA, 0)).of(List.of(deployed(Place.DA))).message())
        .isEqualTo("2.0.1 is deployed to da, which is stopped: none of its tasks runs.");
  }

  private static PlaceResult deployed(Place place) {
    return new PlaceResult(ServicePlace.of(place), "arn:" + place);
  }
}
