package io.slipway.flow.recovery;

import static io.slipway.operation.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.Phase;
import io.slipway.domain.Place;
import io.slipway.domain.Recovery;
import io.slipway.domain.RecoveryAttempts;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.Samples;
import io.slipway.runtime.Json;
import io.slipway.store.Ending;
import io.slipway.store.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryEndingTest {

  @Test
  void flawA5_flawL1_aFailureInOnePlaceFailsTheDeployEverywhere() {
    var places = List.of(Samples.rollout(Place.DEV, 1), Samples.rollout(Place.QA, 1));

    var ending = deploy(false, places);

    assertThat(ending.state()).isEqualTo(OperationState.FAILED);
    assertThat(ending.changed()).isEmpty();
    assertThat(ending.message())
        .isEqualTo(
            "2.0.1 was not deployed to dev, qa: no task came up. dev runs 1.0.0, qa runs 1.0.0, as"
                + " before.");
  }

  @Test
  void anAbortEndsItAsAborted() {
    var ending = deploy(true, List.of(Samples.rollout(Place.DEV, 1)));

    assertThat(ending.state()).isEqualTo(OperationState.ABORTED);
    assertThat(ending.message())
        .isEqualTo("The deploy to dev was ended by a caller. It runs 1.0.0 as before.");
  }

  @Test
  void aShiftIsRolledBackWhereTrafficHadMovedAndOtherwiseFailed() {
    var swap = operation(OperationKind.SWAP, Map.of());

    assertThat(state(swap, true)).isEqualTo(OperationState.ROLLED_BACK);
    assertThat(state(swap, false)).isEqualTo(OperationState.FAILED);
  }

  @Test
  void aDeletionStaysAsBrokenAndSaysHowToGoOn() {
    var deletion = operation(OperationKind.DELETE_STACK, Map.of());

    var ending = ending(deletion, false, Optional.empty());

    assertThat(ending.state()).isEqualTo(OperationState.FAILED);
    assertThat(ending.forgets()).isFalse();
    assertThat(ending.message()).contains("'Cats' stays as BROKEN", "DELETE /stacks goes on");
  }

  @Test
  void aCreationIsForgottenWhereNothingOfItIsLeft() {
    var creation = operation(OperationKind.CREATE_STACK, Map.of());

    assertThat(ending(creation, false, Optional.empty()).forgets()).isTrue();
    var broken = ending(creation, false, Optional.of("in use"));
    assertThat(broken.forgets()).isFalse();
    assertThat(broken.message()).contains("could be removed: in use", "'Cats' stays as BROKEN");
  }

  private static Ending deploy(boolean aborted, List<PlaceRollout> places) {
    var plan = Map.of("rollout", Samples.plan(places.toArray(PlaceRollout[]::new)));
    return new RecoveryEnding(
            operation(OperationKind.DEPLOY, plan),
            recovery(aborted),
            false,
            Optional.empty(),
            Optional.empty())
        .ending();
  }

  private static OperationState state(Operation operation, boolean moved) {
    return new RecoveryEnding(
            operation, recovery(false), moved, Optional.of("where"), Optional.empty())
        .state();
  }

  private static Ending ending(Operation operation, boolean moved, Optional<String> removal) {
    return new RecoveryEnding(operation, recovery(false), moved, Optional.empty(), removal)
        .ending();
  }

  private static Recovery recovery(boolean aborted) {
    return new Recovery(aborted, "no task came up", NOON, 1, false);
  }

  private static Operation operation(OperationKind kind, Map<String, ?> plan) {
    return new Operation(
        new OperationRef("op-9", new ApplicationName("Cats"), 2),
        kind,
        OperationState.RUNNING,
        List.of(),
        Json.tree(Map.of()),
        Json.tree(plan),
        "me",
        NOON,
        Optional.empty(),
        "",
        Optional.empty(),
        Phase.RECOVERING,
        Optional.empty(),
        Optional.empty(),
        RecoveryAttempts.INITIAL,
        Optional.empty());
  }
}
