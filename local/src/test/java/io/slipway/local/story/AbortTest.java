package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.local.story.Production.step;
import static io.slipway.local.story.Production.steps;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How callers end a shift. */
final class AbortTest extends ProductionStory {

  @Test
  void anAbortBringsTrafficBackAtOnceWhateverTheBake() {
    var run = production.canaryShift(steps(step(20, ofDays(14))));
    production.runUntil("prod1 20, prod2 80");
    scenario.runFor(ofDays(3));
    production.tell(run, "abort");
    scenario.runFor(ofSeconds(1));

    assertThat(production.customers()).isEqualTo(ALL_LIVE);
    run.finish();
    assertThat(run.outcome()).isEqualTo(ABORTED);
    assertThat(run.message())
        .isEqualTo("aborted: a caller asked to abort; all traffic goes to 1.0.0 (prod2)");
  }

  @Test
  void flawC1_anAbortAfterTheRolesChangedPutsThemAndThePreviewBack() {
    var run = production.canaryShift();
    production.runUntil(ALL_NEXT);
    scenario.runFor(ofMinutes(2));
    assertThat(production.liveVersion()).isEqualTo("2.0.1");
    production.tell(run, "abort");
    run.finish();

    assertThat(run.outcome()).isEqualTo(ABORTED);
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
    assertThat(production.preview()).isEqualTo(ALL_NEXT);
    assertThat(production.liveVersion()).isEqualTo("1.0.0");
  }

  @Test
  void anAbortWhileTheSlotIsScaledEndsItBeforeAnyTrafficMoves() {
    var before = production.scaling();
    var request = Production.seed();
    request.putObject("scale").put("desired", 30);

    var run = production.canaryShift(request);
    scenario.runFor(ofSeconds(15));
    assertThat(production.scaling()).isNotEqualTo(before);
    production.tell(run, "abort");
    run.finish();

    assertThat(run.outcome()).isEqualTo(ABORTED);
    assertThat(run.message()).isEqualTo("aborted: a caller asked to abort; no traffic had moved");
    assertThat(production.customers()).isEqualTo(ALL_LIVE);
    assertThat(production.scaling()).isEqualTo(before);
  }
}
