package io.slipway.operation;

import io.slipway.aws.OneOffTasks;
import io.slipway.domain.OperationRef;
import io.slipway.runtime.Platform;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.Map;

/**
 * Stops what runs of a migration, announced before: a call whose answer was lost may stop a task
 * late, and the operation does not end before that.
 */
public final class MigrationStop {

  private final Progress progress;
  private final OneOffTasks tasks;

  public MigrationStop(Platform platform) {
    this.progress = new Progress(platform);
    this.tasks = new OneOffTasks(platform);
  }

  /**
   * Stops every task of the operation's migration.
   *
   * @param step under which it is told
   * @param why ECS keeps it as the reason
   */
  public void stop(OperationRef ref, StepName step, ShiftPlan plan, String why) {
    progress.begin(ref, step, "stops what runs of the migration: " + why);
    int stopped = tasks.stopAll(plan.to().address(), ref.operationId(), why);
    progress.done(ref, step, "tasks stopped: " + stopped, Map.of("stopped", stopped));
  }
}
