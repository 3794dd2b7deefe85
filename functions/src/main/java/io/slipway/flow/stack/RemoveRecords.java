package io.slipway.flow.stack;

import io.slipway.aws.NameRecords;
import io.slipway.domain.OperationRef;
import io.slipway.domain.WeightedName;
import io.slipway.operation.DeleteStackPlan;
import io.slipway.operation.RecordPlan;
import io.slipway.operation.Snapshot;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.List;
import java.util.Map;

/**
 * Removes the records that lead customers to an application, before its stacks: when it is deleted,
 * and when its creation has failed.
 */
public final class RemoveRecords extends Step<RemoveRecords.Input, RemoveRecords.Output> {

  /** {@code operation} alone: the names are in its plan. */
  public record Input(OperationRef operation) {}

  /** The changes that have to be waited for until all name servers know. */
  public record Output(List<String> changes) {}

  private static final StepName STEP = StepName.of(RemoveRecords.class.getSimpleName(), "names");

  private final Operations operations;
  private final Progress progress;
  private final NameRecords records;

  public RemoveRecords() {
    this(Platform.fromEnvironment());
  }

  public RemoveRecords(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.records = new NameRecords(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var names = names(operations.get(ref.operationId()));
    progress.begin(ref, STEP, "no record is to lead here any more");
    var changes = records.remove(names, RecordPlan.identifiers(ref.applicationName()));
    progress.done(ref, STEP, "no record leads here any more", Map.of("changes", changes));
    return new Output(changes);
  }

  private static List<WeightedName> names(Operation operation) {
    return switch (operation.kind()) {
      case DELETE_STACK -> Json.read(operation.plan(), DeleteStackPlan.class).names();
      default -> Snapshot.of(operation).names();
    };
  }
}
