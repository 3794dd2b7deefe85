package io.slipway.flow.traffic;

import static io.slipway.flow.traffic.CheckSlotTest.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Weights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeStepTest {

  private static final Weights TEN = Weights.of(Map.of("a", 90, "b", 10));

  @ParameterizedTest
  @CsvSource({
    // healthy, starting, sick, needed, verdict
    "2, 0, 0, 2, ADVANCE",
    "3, 0, 0, 2, ADVANCE",
    "2, 1, 0, 2, ADVANCE",
    "1, 0, 0, 2, ROLL_BACK",
    "1, 1, 0, 2, ROLL_BACK",
    "5, 0, 1, 2, ROLL_BACK",
    "0, 0, 0, 0, ROLL_BACK",
  })
  void flawC3_everyTargetCounts(
      int healthy, int starting, int sick, int needed, JudgeStep.Verdict verdict) {
    assertThat(
            JudgeStep.judge(TEN, TEN, health(healthy, starting, sick), needed, List.of()).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void weightsThatSomebodyElseWroteEndTheShift() {
    var found = Weights.of(Map.of("a", 50, "b", 50));
    assertThat(JudgeStep.judge(TEN, found, health(2, 0, 0), 2, List.of()))
        .isEqualTo(
            new JudgeStep.Output(
                JudgeStep.Verdict.ROLL_BACK,
                "the weights were last set to a 90, b 10, but they are a 50, b 50"));
  }

  @Test
  void anObjectionEndsTheShift() {
    assertThat(JudgeStep.judge(TEN, TEN, health(2, 0, 0), 2, List.of("alarm x is in ALARM")))
        .isEqualTo(new JudgeStep.Output(JudgeStep.Verdict.ROLL_BACK, "alarm x is in ALARM"));
  }
}
