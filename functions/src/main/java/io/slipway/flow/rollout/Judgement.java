package io.slipway.flow.rollout;

import io.slipway.domain.Rollout;
import io.slipway.domain.RunningService;
import java.time.Duration;

/**
 * What a look at a service says about the rollout that was asked for.
 *
 * @param message how far it is, or why it failed, for people
 */
record Judgement(Verdict verdict, String message) {

  /**
   * Judges the deployment that was asked for, and no other: where ECS has rolled back by itself, or
   * somebody else has deployed meanwhile, the service may well be stable, but not with what was
   * asked for.
   *
   * @param deploymentId what ECS called it
   * @param longest how long it may take
   * @param late whether that time is over
   */
  static Judgement ofRollout(
      RunningService service, String deploymentId, Duration longest, boolean late) {
    var found = service.rollout(deploymentId);
    if (found.isEmpty()) {
      return new Judgement(Verdict.FAILED, "ECS " + replaced(service));
    }
    var rollout = found.get();
    if (rollout.state() == Rollout.State.FAILED) {
      return gaveUp(rollout);
    }
    if (!rollout.primary()) {
      return new Judgement(Verdict.FAILED, "ECS " + replaced(service));
    }
    return ofPrimary(service, longest, late);
  }

  /**
   * Judges the way back to a revision. Here any deployment of it will do: ECS may have gone back by
   * itself before it was asked to.
   */
  static Judgement ofRestore(
      RunningService service, String taskDefinition, Duration longest, boolean late) {
    var primary = service.primary();
    if (!primary.taskDefinition().equals(taskDefinition)) {
      return new Judgement(Verdict.FAILED, "ECS " + replaced(service));
    }
    return primary.state() == Rollout.State.FAILED
        ? gaveUp(primary)
        : ofPrimary(service, longest, late);
  }

  /**
   * Judges whether a service has come to the number of tasks that it is to run: by what ECS says of
   * it now, since autoscaling may have moved it meanwhile. An old look is no reason to give up.
   *
   * @param runs whether it is to run any
   */
  static Judgement ofSize(RunningService service, boolean runs, Duration longest, boolean late) {
    int running = service.rollouts().stream().mapToInt(Rollout::runningTasks).sum();
    int desired = service.desiredTasks();
    var tasks = running + " of " + desired + (desired == 1 ? " task runs" : " tasks run");
    boolean done =
        runs
            ? desired > 0 && service.primary().runningTasks() >= desired
            : desired == 0 && running == 0;
    return done ? new Judgement(Verdict.DONE, tasks) : ofTime(tasks, longest, late);
  }

  private static Judgement ofPrimary(RunningService service, Duration longest, boolean late) {
    var rollout = service.primary();
    var tasks = tasks(rollout);
    if (rollout.state() == Rollout.State.COMPLETED) {
      return new Judgement(Verdict.DONE, tasks);
    }
    return ofTime(tasks, longest, late);
  }

  /** Goes on until the time is over. */
  static Judgement ofTime(String tasks, Duration longest, boolean late) {
    return late
        ? new Judgement(
            Verdict.FAILED, "not complete after " + longest.toMinutes() + " minutes: " + tasks)
        : new Judgement(Verdict.RUNNING, tasks);
  }

  /** ECS's reason is a sentence; here it stands within one. */
  private static Judgement gaveUp(Rollout rollout) {
    return new Judgement(
        Verdict.FAILED, "ECS gave up: " + rollout.reason().replaceFirst("\\.$", ""));
  }

  private static String replaced(RunningService service) {
    return "works towards another deployment than the one asked for: revision "
        + revision(service.primary().taskDefinition());
  }

  private static String tasks(Rollout rollout) {
    var failed = rollout.failedTasks();
    return rollout.runningTasks()
        + " of "
        + rollout.desiredTasks()
        + (rollout.desiredTasks() == 1 ? " task" : " tasks")
        + " of revision "
        + revision(rollout.taskDefinition())
        + (rollout.desiredTasks() == 1 ? " runs" : " run")
        + (failed == 0 ? "" : ", " + failed + " failed");
  }

  /** {@code family:revision} of an ARN. */
  private static String revision(String taskDefinition) {
    return taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
  }
}
