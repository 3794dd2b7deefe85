package io.slipway.local.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.simulation.Blueprint;
import io.slipway.local.simulation.fault.Cell;
import io.slipway.local.simulation.fault.FaultKind;
import io.slipway.local.simulation.invariant.Rules;
import io.slipway.local.simulation.mutant.Variation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * The part of the simulation that every build runs; {@code ./slipway simulate} runs the rest. Seeds
 * that once found something stay in the list.
 */
final class SimulationTest {

  private static final int SEEDS = 1_600;
  private static final int STACK_SEEDS = 400;
  private static final int EVERY_CELL = 499;
  private static final long SKEWED = 6;

  private static Preparation preparation;

  @BeforeAll
  static void prepare() {
    preparation = new Preparation(Blueprint.read(Path.of("")));
  }

  private static Course course() {
    return new Course(preparation.blueprint, Rules::fresh, () -> Variation.NONE, null);
  }

  /** In as many processes as there are processors; one of twenty again in another process. */
  @Test
  void noRuleIsBrokenUnderRandomSeeds() {
    var told = new StringWriter();
    int code =
        new CommandLine(new SimulateCommand())
            .setOut(new PrintWriter(told))
            .execute(
                "--seeds=1.." + SEEDS,
                "--jobs=" + Runtime.getRuntime().availableProcessors(),
                "--must-fail",
                "--determinism");
    assertThat(told.toString())
        .contains("runs %,d ".formatted(SEEDS), "run again in another process: " + SEEDS / 20)
        .contains("violations 0 ");
    assertThat(code).as(told.toString()).isZero();
  }

  /** From a million on, seeds change specifications, stop, plan and release by files, too. */
  @Test
  void noRuleIsBrokenWhereStacksChangeMeanwhile() {
    var told = new StringWriter();
    int code =
        new CommandLine(new SimulateCommand())
            .setOut(new PrintWriter(told))
            .execute(
                "--seeds=1000001.." + (1_000_000 + STACK_SEEDS),
                "--jobs=" + Runtime.getRuntime().availableProcessors());
    assertThat(told.toString())
        .contains("runs %,d ".formatted(STACK_SEEDS))
        .contains("violations 0 ");
    assertThat(code).as(told.toString()).isZero();
  }

  @Test
  void noRuleIsBrokenWhateverSingleCallGoesWrong() {
    var report = new Report();
    new Sweep(new SweepCases(preparation), course(), Part.WHOLE)
        .single(Pattern.compile(""), EVERY_CELL, () -> false, report::add);
    assertThat(report.failed()).isEmpty();
    assertThat(report.empty()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        2672, 2757, 4951, 18397, 19075, 53196, 76396, 76639, 92851, 96967, 1000112, 1000356,
        1000555, 1000700, 1000840, 1001080, 1001192, 1001655, 1002572, 1003690
      })
  void seedsThatOnceFoundSomethingFindNothingAnyMore(long seed) {
    assertThat(course().run(new RandomCases(preparation).of(seed)).violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANARY:ZOMBIE@RetireSlot/application-autoscaling:DescribeScalableTargets#2",
        "CANARY_ABORTED:ZOMBIE@RestoreSlots/ecs:UpdateService#1",
        "CANARY_ROUTED:REFUSED@AddCanaryRule/dynamodb:Query#1"
            + "+ANSWER_LOST@slipway-dev-canary-shift/states:StartExecution#1",
        "CANARY_STEERED:APPLIED_LATE@ControlOperation/dynamodb:TransactWriteItems#1",
        "CANARY_STOPPED:ZOMBIE@RestoreSlots/application-autoscaling:RegisterScalableTarget#1",
        "CANARY_GATED:REFUSED@RunMigration/dynamodb:UpdateItem#1"
            + "+ZOMBIE@VerifyRecovery/ecs:StopTask#1",
        "SWAP:ZOMBIE@RetireSlot/application-autoscaling:RegisterScalableTarget#1",
      })
  void whatOnceBrokeARuleBreaksNoneAnyMore(String cell) {
    var outcome = course().run(new SweepCases(preparation).of(cell));
    assertThat(outcome.fired()).isNotEmpty();
    assertThat(outcome.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CANARY_CONTINUED:ANSWER_LOST@ContinueShift/dynamodb:TransactWriteItems#1",
        "CANARY_CONTINUED:CRASH_AFTER@ContinueShift/dynamodb:TransactWriteItems#1",
        "CANARY_CONTINUED:ZOMBIE@ContinueShift/states:StartExecution#1",
        "CANARY_CONTINUED:REFUSED_FOR_LONG@ContinueShift/states:StartExecution#1",
        "CANARY_CONTINUED:STOPPED@slipway-dev-canary-shift/ContinueShift",
        "CANARY_CONTINUED:DUPLICATE@slipway-dev-canary-shift/ContinueShift",
        "CANARY_CONTINUED:REDRIVEN@slipway-dev-canary-shift/TakeUpShift",
        "CANARY_CONTINUED_STEERED:CRASH_BEFORE@TakeUpShift/dynamodb:GetItem#1",
        "SWAP_CONTINUED:STOPPED@slipway-dev-swap/TakeUpShift",
      })
  void noRuleIsBrokenBetweenTwoExecutionsOfAShift(String cell) {
    var outcome = course().run(new SweepCases(preparation).of(cell));
    assertThat(outcome.fired()).isNotEmpty();
    assertThat(outcome.violations()).isEmpty();
  }

  @Test
  void clocksThatDifferMakeNoWayBackHasty() {
    var report = new Report();
    for (long seed = 1; seed <= SKEWED; seed++) {
      var quiet = new SweepCases(preparation).of("CANARY_ABORTED");
      var skewed =
          new Case(
              quiet.name(),
              seed,
              quiet.prepared(),
              quiet.faults(),
              0,
              true,
              false,
              quiet.script(),
              quiet.tail());
      report.add(course().run(skewed));
    }
    assertThat(report.failed()).isEmpty();
  }

  @Test
  void theSameSeedIsTheSameRun() {
    var cases = new RandomCases(preparation);
    var first = course().run(cases.of(4));
    assertThat(course().run(cases.of(4))).isEqualTo(first);
    assertThat(course().run(cases.of(5)).trace()).isNotEqualTo(first.trace());
  }

  @Test
  void aPlantedViolationIsReported() {
    var course =
        new Course(
            preparation.blueprint, () -> List.of(new MustFail()), () -> Variation.NONE, null);
    var outcome = course.run(new RandomCases(preparation).of(1_000));
    assertThat(outcome.violations()).extracting(found -> found.rule()).contains(MustFail.ID);
  }

  @Test
  void aFaultStrikesWhereItsCellSays() {
    var cell = "SWAP:ANSWER_LOST@SwapRoles/elasticloadbalancing:ModifyRule#1";
    var outcomes = new ArrayList<Outcome>();
    outcomes.add(course().run(new SweepCases(preparation).of(cell)));
    assertThat(outcomes.getFirst().fired())
        .containsExactly("ANSWER_LOST@SwapRoles/elasticloadbalancing:ModifyRule#1");
    assertThat(Cell.of(outcomes.getFirst().fired().getFirst()).kind())
        .isEqualTo(FaultKind.ANSWER_LOST);
  }
}
