package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class OperationStateTest {

  @Test
  void everyStateLeadsToAnEnd() {
    assertThat(OperationState.values())
        .filteredOn(state -> !state.isTerminal() && state != OperationState.NEEDS_ATTENTION)
        .allSatisfy(state -> assertThat(state.next()).anyMatch(OperationState::isTerminal));
  }

  @Test
  void whoeverNeedsAttentionIsResumedBeforeAnythingElse() {
    assertThat(OperationState.NEEDS_ATTENTION.next()).containsExactly(OperationState.RUNNING);
  }

  @Test
  void onlyWhatWaitsCanBegin() {
    assertThat(Arrays.stream(OperationState.values()))
        .filteredOn(state -> state.next().contains(OperationState.RUNNING))
        .contains(OperationState.QUEUED)
        .noneMatch(OperationState::isTerminal);
  }

  @Test
  void whatHasNotBegunHasNothingToRollBack() {
    assertThat(OperationState.QUEUED.next())
        .doesNotContain(OperationState.ROLLED_BACK, OperationState.SUCCEEDED);
  }
}
