package io.slipway.flow.rollout;

import static io.slipway.domain.Rollout.State.COMPLETED;
import static io.slipway.domain.Rollout.State.FAILED;
import static io.slipway.domain.Rollout.State.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Rollout;
import io.slipway.domain.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final String OLD = "arn:task-definition/Cats-dev:1";
  private static final String NEW = "arn:task-definition/Cats-dev:2";
  private static final String OTHER = "arn:task-definition/Cats-dev:3";

  @Test
  void aRolloutIsDoneWhenEcsHasCompletedIt() {
    assertRollout(
        Verdict.DONE, "2 of 2 tasks of revision Cats-dev:2 run", primary("2", NEW, COMPLETED, 2));
  }

  @Test
  void flawA6_untilThenItIsWaitedFor() {
    assertRollout(
        Verdict.RUNNING,
        "1 of 2 tasks of revision Cats-dev:2 run",
        primary("2", NEW, IN_PROGRESS, 1),
        active("1", OLD, COMPLETED));
  }

  @Test
  void flawL1_whatEcsGivesUpHasFailed() {
    assertRollout(
        Verdict.FAILED, "ECS gave up: tasks failed to start", primary("2", NEW, FAILED, 0));
  }

  @Test
  void flawA6_aRollbackByEcsItselfIsAFailure() {
    assertRollout(
        Verdict.FAILED,
        "ECS gave up: tasks failed to start",
        primary("1", OLD, IN_PROGRESS, 2),
        active("2", NEW, FAILED));
  }

  @Test
  void flawL1_soIsOneThatIsOverAlready() {
    assertRollout(
        Verdict.FAILED,
        "ECS works towards another deployment than the one asked for: revision Cats-dev:1",
        primary("1", OLD, COMPLETED, 2));
  }

  @Test
  void flawA9_somebodyElsesDeploymentIsNotOurs() {
    assertRollout(
        Verdict.FAILED,
        "ECS works towards another deployment than the one asked for: revision Cats-dev:3",
        primary("3", OTHER, IN_PROGRESS, 0),
        active("2", NEW, IN_PROGRESS));
  }

  @Test
  void anotherDeploymentOfTheSameRevisionIsNotOursEither() {
    assertThat(
            Judgement.ofRollout(service(primary("9", NEW, COMPLETED, 2)), "2", LONGEST, false)
                .verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void flawL2_noRolloutIsWaitedForWithoutEnd() {
    var judgement =
        Judgement.ofRollout(service(primary("2", NEW, IN_PROGRESS, 1)), "2", LONGEST, true);

    assertThat(judgement)
        .isEqualTo(
            new Judgement(
                Verdict.FAILED,
                "not complete after 30 minutes: 1 of 2 tasks of revision Cats-dev:2 run"));
  }

  @Test
  void whatCompletesInTheLastMomentIsDone() {
    assertThat(
            Judgement.ofRollout(service(primary("2", NEW, COMPLETED, 2)), "2", LONGEST, true)
                .verdict())
        .isEqualTo(Verdict.DONE);
  }

  @Test
  void theWayBackIsDoneWithAnyDeploymentOfTheOldRevision() {
    var back = service(primary("7", OLD, COMPLETED, 2), active("2", NEW, FAILED));

    assertThat(Judgement.ofRestore(back, OLD, LONGEST, false).verdict()).isEqualTo(Verdict.DONE);
  }

  @Test
  void theWayBackIsWaitedForAndMayFail() {
    assertThat(restore(primary("7", OLD, IN_PROGRESS, 1), false)).isEqualTo(Verdict.RUNNING);
    assertThat(restore(primary("7", OLD, IN_PROGRESS, 1), true)).isEqualTo(Verdict.FAILED);
    assertThat(restore(primary("7", OLD, FAILED, 1), false)).isEqualTo(Verdict.FAILED);
    assertThat(restore(primary("7", NEW, COMPLETED, 2), false)).isEqualTo(Verdict.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "299, 10", "300, 30", "1799, 30", "1900, 30"})
  void aLongRolloutIsLookedAtLessOften(int seconds, int next) {
    var start = Instant.parse("2026-11-21T12:00:00Z");

    assertThat(Looks.next(start.plusSeconds(seconds), start.plus(LONGEST), LONGEST))
        .isEqualTo(next);
  }

  private static Verdict restore(Rollout primary, boolean late) {
    return Judgement.ofRestore(service(primary), OLD, LONGEST, late).verdict();
  }

  private static void assertRollout(Verdict verdict, String message, Rollout... rollouts) {
    assertThat(Judgement.ofRollout(service(rollouts), "2", LONGEST, false))
        .isEqualTo(new Judgement(verdict, message));
  }

  private static RunningService service(Rollout... rollouts) {
    return new RunningService(2, List.of(rollouts), List.of());
  }

  private static Rollout primary(String id, String revision, Rollout.State state, int running) {
    return rollout(id, true, revision, state, running);
  }

  private static Rollout active(String id, String revision, Rollout.State state) {
    return rollout(id, false, revision, state, 0);
  }

  private static Rollout rollout(
      String id, boolean primary, String revision, Rollout.State state, int running) {
    return new Rollout(
        id,
        primary,
        revision,
        state,
        state == FAILED ? "tasks failed to start." : "",
        2,
        running,
        0);
  }
}
