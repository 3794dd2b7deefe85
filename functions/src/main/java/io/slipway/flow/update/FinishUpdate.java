package io.slipway.flow.update;

import io.slipway.aws.Stack;
import io.slipway.aws.Stacks;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationRef;
import io.slipway.domain.OperationState;
import io.slipway.domain.ResourceMissing;
import io.slipway.operation.StackChange;
import io.slipway.operation.StackInventory;
import io.slipway.operation.StackUpdate;
import io.slipway.operation.UpdatePlan;
import io.slipway.runtime.Installation;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Applications;
import io.slipway.store.Ending;
import io.slipway.store.Inventory;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.RulePriorities;
import io.slipway.store.Specifications;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends the update: only now, with all stacks as the new version says, that version is the
 * application's.
 */
public final class FinishUpdate extends Step<FinishUpdate.Input, FinishUpdate.Output> {

  /** The operation, all of whose stacks are as they should be. */
  public record Input(OperationRef operation) {}

  /** What a person reads. */
  public record Output(String message) {}

  private static final String STATE = "FinishUpdate";

  private final Operations operations;
  private final Applications applications;
  private final Specifications specifications;
  private final Inventory inventory;
  private final RulePriorities priorities;
  private final Stacks stacks;
  private final StackChange change;
  private final Installation installation;
  private final Clock clock;

  public FinishUpdate() {
    this(Platform.fromEnvironment());
  }

  public FinishUpdate(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
    this.inventory = new Inventory(platform);
    this.priorities = new RulePriorities(platform);
    this.stacks = new Stacks(platform);
    this.change = new StackChange(platform);
    this.installation = new Installation(platform.settings());
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    var plan = UpdatePlan.of(operation);
    if (operation.state() != OperationState.SUCCEEDED) {
      plan.changed().forEach(update -> withdrawEmpty(ref, update));
      operation = end(ref, plan);
    }
    // After the end, as a way back would need the others.
    plan.changed().forEach(update -> handOver(ref, update));
    return new Output(operation.message());
  }

  /** Change sets in which nothing changes are never carried out. */
  private void withdrawEmpty(OperationRef ref, StackUpdate update) {
    var stack = made(update);
    for (var purpose : StackChange.PURPOSES) {
      change.withdraw(ref, STATE, stack, StackChange.name(purpose, ref, stack.name()));
    }
  }

  private Stack made(StackUpdate update) {
    return stacks
        .find(update.name())
        .orElseThrow(() -> new ResourceMissing("stack " + update.name() + " exists no more"));
  }

  private Operation end(OperationRef ref, UpdatePlan plan) {
    var name = ref.applicationName();
    var changed = new ArrayList<InventoryEntry>();
    var secondaries = specifications.get(name, plan.to()).secondaryNames();
    plan.changed().forEach(update -> changed.addAll(entries(name, secondaries, update)));
    return operations.end(
        ref,
        new Ending(
            OperationState.SUCCEEDED,
            message(name, plan),
            changed,
            List.of(),
            Optional.of(applications.get(name).specified(plan.to())),
            false));
  }

  private List<InventoryEntry> entries(
      ApplicationName name, Set<String> secondaries, StackUpdate update) {
    var made = made(update);
    return inventory.of(name, update.stack().environment().group()).stream()
        .filter(entry -> update.stack().places().contains(entry.place()))
        .map(entry -> StackInventory.updated(entry, secondaries, made, clock.instant()))
        .toList();
  }

  private void handOver(OperationRef ref, StackUpdate update) {
    priorities.handOver(
        installation.listener(update.stack().environment()),
        update.priorityOwner(ref.operationId()),
        update.name());
  }

  private static String message(ApplicationName name, UpdatePlan plan) {
    var done =
        plan.changed().isEmpty()
            ? "no stack had to change"
            : "updated "
                + plan.changed().stream().map(StackUpdate::name).collect(Collectors.joining(", "));
    return "'"
        + name
        + "' has version "
        + plan.to()
        + " of its specification: "
        + done
        + ". What runs stays: the next deploy to each environment runs by this version";
  }
}
