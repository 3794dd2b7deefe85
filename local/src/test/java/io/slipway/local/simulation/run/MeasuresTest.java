package io.slipway.local.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.domain.Strategy;
import io.slipway.local.account.throttling.Quotas;
import io.slipway.local.simulation.Blueprint;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A small part of what {@code ./slipway measure} measures: within the bounds of docs/safety.md. */
final class MeasuresTest {

  private static final int APPLICATIONS = 30;
  private static final int EVERY = 40;

  private static Preparation preparation;

  @BeforeAll
  static void prepare() {
    preparation = new Preparation(Blueprint.read(Path.of("")));
  }

  @Test
  void manyDeploysAtOnceWaitForTheirTurnAndAllSucceed() {
    var result = new Load(APPLICATIONS, 1, preparation.blueprint, Quotas.defaults()).run();
    assertThat(result.allSucceeded()).as(String.join("\n", result.lines())).isTrue();
    assertThat(result.violations()).isEmpty();
    assertThat(result.leastSeconds()).isGreaterThanOrEqualTo(APPLICATIONS - 20);
    assertThat(result.ratio()).isLessThanOrEqualTo(LoadCommand.MOST);
  }

  @Test
  void whateverInterruptsAShiftItIsSafeSoon() {
    var all = new WayBack(preparation).measure(EVERY);
    assertThat(WayBackCommand.beyond(all)).isEmpty();
    for (var kind : Interruption.Kind.values()) {
      assertThat(Interruption.of(kind, all)).as(kind.name()).isNotEmpty();
    }
  }

  @Test
  void nothingIsSafeBeforeItWasInterrupted() {
    var kind = Interruption.Kind.CRASH;
    assertThatThrownBy(
            () -> new Interruption(kind, "here", Duration.ZERO, Duration.ofMillis(-7), "SUCCEEDED"))
        .hasMessageContaining("PT-0.007S: here");
  }

  @Test
  void theLongestShiftHasASmallHistory() {
    var size = new History(preparation).measure(Strategy.MOST_STEPS - 1, 1);
    assertThat(HistoryCommand.isSmall(size)).as(size.toString()).isTrue();
    assertThat(size.state()).isEqualTo("SUCCEEDED");
    assertThat(size.all()).isGreaterThan(5_000);
    assertThat(size.executions()).isGreaterThan(5);
  }

  /** An execution ends after a year; so many approvals of 14 days are in several. */
  @Test
  void aShiftMayLastLongerThanAnExecution() {
    var size = new History(preparation).measure(28, 28);
    assertThat(size.state()).isEqualTo("SUCCEEDED");
    assertThat(size.took()).isGreaterThan(Duration.ofDays(365));
  }
}
