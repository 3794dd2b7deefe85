package io.slipway.flow.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.SlotHealth;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckSlotTest {

  private static final Instant SCALED = Instant.parse("2026-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    // healthy, starting, sick, needed, serves, seconds, verdict, waits
    "2, 0, 0, 2, false,    0, READY,   0",
    "3, 0, 0, 2, true,     0, READY,   0",
    "1, 0, 0, 2, false,    0, WAITING, 10",
    "1, 1, 0, 2, true,   119, WAITING, 10",
    "1, 1, 0, 2, true,   120, WAITING, 30",
    "2, 1, 0, 2, false,    0, WAITING, 10",
    "2, 0, 1, 2, false,    0, WAITING, 10",
    "2, 0, 1, 2, true,     0, FAILED,  0",
    "1, 0, 0, 2, false,  899, WAITING, 30",
    "1, 0, 0, 2, false,  900, FAILED,  0",
    "2, 0, 0, 2, false,  900, READY,   0",
  })
  void everyTargetIsHealthyAndThereAreEnoughOrItWaitsForAWhile(
      int healthy,
      int starting,
      int sick,
      int needed,
      boolean serves,
      int seconds,
      CheckSlot.Verdict verdict,
      int waits) {
    var seen =
        CheckSlot.judge(
            new ScaleSlot.Output(needed, SCALED, SCALED),
            serves,
            health(healthy, starting, sick),
            List.of(),
            SCALED.plusSeconds(seconds));
    assertThat(seen.verdict()).isEqualTo(verdict);
    assertThat(seen.waitSeconds()).isEqualTo(waits);
  }

  @Test
  void flawA3_aSlotWithoutTargetsIsNotHealthy() {
    var scaled = new ScaleSlot.Output(0, SCALED, SCALED);
    assertThat(CheckSlot.judge(scaled, false, health(0, 0, 0), List.of(), SCALED).verdict())
        .isEqualTo(CheckSlot.Verdict.WAITING);
  }

  @Test
  void aScaledSlotIsLeftAloneAsLongAsAsked() {
    var scaled = new ScaleSlot.Output(1, SCALED, SCALED.plusSeconds(1200));
    assertThat(CheckSlot.judge(scaled, false, health(1, 0, 0), List.of(), SCALED.plusSeconds(1199)))
        .extracting(CheckSlot.Output::verdict)
        .isEqualTo(CheckSlot.Verdict.WAITING);
    assertThat(CheckSlot.judge(scaled, false, health(1, 0, 0), List.of(), SCALED.plusSeconds(1200)))
        .extracting(CheckSlot.Output::verdict)
        .isEqualTo(CheckSlot.Verdict.READY);
  }

  @Test
  void aTaskOfAnotherReleaseHoldsItUp() {
    var scaled = new ScaleSlot.Output(1, SCALED, SCALED);
    var strangers = List.of("task 1 runs shop:old");
    var seen = CheckSlot.judge(scaled, false, health(1, 0, 0), strangers, SCALED.plusSeconds(900));
    assertThat(seen.verdict()).isEqualTo(CheckSlot.Verdict.FAILED);
    assertThat(seen.reason())
        .isEqualTo(
            "not ready within 15 minutes: 1 of 1 target is healthy and 1 is needed; task 1 runs"
                + " shop:old");
  }

  static SlotHealth health(int healthy, int starting, int sick) {
    return new SlotHealth(
        healthy,
        Collections.nCopies(starting, "10.0.0.1 is initial"),
        Collections.nCopies(sick, "10.0.0.2 is unhealthy"));
  }
}
