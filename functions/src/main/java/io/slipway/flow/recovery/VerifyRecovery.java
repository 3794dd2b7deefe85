package io.slipway.flow.recovery;

import io.slipway.domain.OperationRef;
import io.slipway.operation.Direction;
import io.slipway.operation.MigrationStop;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.Snapshot;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.ArrayList;
import java.util.Map;

/**
 * Reads back everything that was put back and compares it with the snapshot. What is not as before
 * was changed late, by a call that was under way when the operation was taken over: it is put back
 * again, a few times at most.
 */
public final class VerifyRecovery extends Step<VerifyRecovery.Input, VerifyRecovery.Output> {

  /**
   * What the machine sends.
   *
   * @param last whether nothing will be put back again
   */
  public record Input(OperationRef operation, boolean last) {}

  /**
   * What the machine gets.
   *
   * @param reason what is not as before; empty where all is
   */
  public record Output(Verdict verdict, String reason) {}

  /** What comes next. */
  public enum Verdict {
    /** All is as in the snapshot. */
    RESTORED,
    /** It is put back again. */
    AGAIN,
    /** It does not stay put back. */
    NOT_RESTORED
  }

  private static final StepName STEP = StepName.of("VerifyRecovery", "snapshot");
  private static final StepName MIGRATION = StepName.of("VerifyRecovery", "one-off task");

  private final Operations operations;
  private final Progress progress;
  private final Differences differences;
  private final MigrationStop migration;

  public VerifyRecovery() {
    this(Platform.fromEnvironment());
  }

  public VerifyRecovery(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.differences = new Differences(platform);
    this.migration = new MigrationStop(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    operations.requireQuiet(ref, operation.locks());
    var snapshot = Snapshot.of(operation);
    var found = new ArrayList<String>();
    snapshot.shift().ifPresent(plan -> stopMigration(ref, plan));
    var steps = progress.of(ref.operationId());
    if (!Direction.of(snapshot, steps).isForward()) {
      snapshot.shift().ifPresent(plan -> found.addAll(differences.ofShift(ref, plan, steps)));
      snapshot.rollout().ifPresent(plan -> found.addAll(differences.ofRollout(ref, plan)));
      snapshot.status().ifPresent(plan -> found.addAll(differences.ofStatus(plan)));
    }
    snapshot.shift().ifPresent(plan -> found.addAll(differences.ofRoute(ref, plan)));
    found.addAll(differences.ofRecords(ref, snapshot.names()));
    found.addAll(differences.ofStacks(ref, snapshot.made()));
    snapshot.update().ifPresent(plan -> found.addAll(differences.ofUpdate(ref, plan, steps)));
    if (found.isEmpty()) {
      progress.done(ref, STEP, "all is as before", Map.of());
      return new Output(Verdict.RESTORED, "");
    }
    var reason = String.join("; ", found);
    progress.failed(ref, STEP, "not as before: " + reason, Map.of("differences", found));
    return new Output(input.last() ? Verdict.NOT_RESTORED : Verdict.AGAIN, reason);
  }

  /** Here rather than earlier: a step that was under way may have started it late. */
  private void stopMigration(OperationRef ref, ShiftPlan plan) {
    if (plan.migration().isPresent()) {
      migration.stop(ref, MIGRATION, plan, "its operation is put back");
    }
  }
}
