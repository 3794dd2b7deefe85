package io.slipway.flow.create;

import io.slipway.aws.NameRecords;
import io.slipway.aws.Stack;
import io.slipway.aws.Stacks;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.NameTaken;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.TrafficSplit;
import io.slipway.domain.WeightedRecords;
import io.slipway.domain.Weights;
import io.slipway.operation.CreateStackPlan;
import io.slipway.operation.RecordPlan;
import io.slipway.operation.StackInventory;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.List;
import java.util.Map;

/**
 * Gives the customers' names weighted records: all weight to the slot that is born live. They are
 * in no template, since CloudFormation refuses to delete records whose weights are not its own.
 */
public final class AddRecords extends Step<AddRecords.Input, AddRecords.Output> {

  /** The operation, all of whose stacks are there. */
  public record Input(OperationRef operation) {}

  /** The changes that have to be waited for until all name servers know. */
  public record Output(List<String> changes) {}

  private static final StepName STEP = StepName.of(AddRecords.class.getSimpleName(), "names");

  private final Operations operations;
  private final Progress progress;
  private final Stacks stacks;
  private final NameRecords records;

  public AddRecords() {
    this(Platform.fromEnvironment());
  }

  public AddRecords(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.stacks = new Stacks(platform);
    this.records = new NameRecords(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = Json.read(operations.get(ref.operationId()).plan(), CreateStackPlan.class);
    var names = plan.records().orElseThrow();
    requireFree(ref, names);
    var wanted = StackInventory.records(ref.applicationName(), production(plan), names);
    progress.begin(ref, STEP, wanted + " are to lead to prod1");
    var changes = records.set(wanted, born(wanted));
    progress.done(
        ref, STEP, wanted + " lead to prod1", Map.of("changes", changes, "names", names.names()));
    return new Output(changes);
  }

  private static Weights born(WeightedRecords records) {
    return Weights.split(
        records.sides().getFirst().targetGroup(),
        records.sides().getLast().targetGroup(),
        TrafficSplit.ALL_LIVE);
  }

  private void requireFree(OperationRef ref, RecordPlan plan) {
    var others = records.inTheWay(plan.names(), RecordPlan.identifiers(ref.applicationName()));
    if (!others.isEmpty()) {
      throw new NameTaken(
          "somebody else has given names records meanwhile, which are left alone: " + others);
    }
  }

  private Stack production(CreateStackPlan plan) {
    return plan.stacks().stream()
        .filter(stack -> stack.kind() == ApplicationStack.Kind.PRODUCTION)
        .findFirst()
        .flatMap(stack -> stacks.find(stack.name()))
        .orElseThrow(() -> new ResourceMissing("the stack of production exists no more"));
  }
}
