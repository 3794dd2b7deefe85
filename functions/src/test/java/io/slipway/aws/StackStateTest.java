package io.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

class StackStateTest {

  @ParameterizedTest
  @CsvSource({
    "CREATE_IN_PROGRESS, BUSY",
    "CREATE_COMPLETE, READY",
    "CREATE_FAILED, FAILED",
    "ROLLBACK_COMPLETE, FAILED",
    "UPDATE_COMPLETE, READY",
    "UPDATE_ROLLBACK_FAILED, FAILED",
    "DELETE_IN_PROGRESS, DELETING",
    "DELETE_FAILED, DELETE_FAILED",
    "DELETE_COMPLETE, GONE",
  })
  void aStatusMeansThis(StackStatus status, StackState state) {
    assertThat(StackState.of(status)).isEqualTo(state);
  }

  @Test
  void everyStatusHasAMeaning() {
    for (var status : StackStatus.values()) {
      assertThat(StackState.of(status)).isNotNull();
    }
  }
}
