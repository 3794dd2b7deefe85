package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecoveryAttemptsTest {

  @Test
  void thereAreThreeAndThreeMoreAfterAPersonCame() {
    assertThat(RecoveryAttempts.INITIAL.numbers()).containsExactly(1, 2, 3);
    assertThat(RecoveryAttempts.INITIAL.next().numbers()).containsExactly(4, 5, 6);
  }

  @Test
  void namesAreThoseOfTheOperationAndNeverTooLong() {
    assertThat(RecoveryAttempts.name("deploy-1", 1)).isEqualTo("deploy-1");
    assertThat(RecoveryAttempts.name("deploy-1", 2)).isEqualTo("deploy-1-r2");
    assertThat(RecoveryAttempts.name("x".repeat(80), 12)).hasSize(68).endsWith("-r12");
  }
}
