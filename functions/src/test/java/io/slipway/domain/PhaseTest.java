package io.slipway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTest {

  @ParameterizedTest
  @CsvSource({
    "WORKING, CANARY_SHIFT, 'ABORT'",
    "BAKING, CANARY_SHIFT, 'PROMOTE PAUSE ABORT'",
    "HOLDING, SWAP, 'PROMOTE RESUME ABORT'",
    "AWAITING_APPROVAL, CANARY_SHIFT, 'APPROVE ABORT'",
    "WORKING, DEPLOY, 'ABORT'",
    "WORKING, DELETE_STACK, ''",
    "RECOVERING, CANARY_SHIFT, ''",
    "STUCK, CANARY_SHIFT, 'RESUME'",
    "STUCK, DELETE_STACK, 'RESUME'",
  })
  void saysWhatACallerMayTellAnOperation(Phase phase, OperationKind kind, String controls) {
    var expected =
        Arrays.stream(controls.split(" "))
            .filter(name -> !name.isEmpty())
            .map(Control::valueOf)
            .collect(Collectors.toSet());

    assertThat(phase.allowed(kind)).isEqualTo(expected);
  }
}
