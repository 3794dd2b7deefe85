package io.slipway.flow.recovery;

import io.slipway.aws.CanaryRules;
import io.slipway.aws.Capacity;
import io.slipway.aws.ChangeSet;
import io.slipway.aws.ChangeSets;
import io.slipway.aws.NameRecords;
import io.slipway.aws.Services;
import io.slipway.aws.Stack;
import io.slipway.aws.StackState;
import io.slipway.aws.Stacks;
import io.slipway.aws.TaskDefinitions;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Role;
import io.slipway.domain.TrafficSplit;
import io.slipway.domain.WeightedName;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RecordPlan;
import io.slipway.operation.ReleaseMark;
import io.slipway.operation.RolloutPlan;
import io.slipway.operation.ShiftPlan;
import io.slipway.operation.ShiftTrace;
import io.slipway.operation.StackChange;
import io.slipway.operation.StackUpdate;
import io.slipway.operation.StackValues;
import io.slipway.operation.StatusPlan;
import io.slipway.operation.UpdatePlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Sha256;
import io.slipway.store.Inventory;
import io.slipway.store.StepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What in AWS and in the inventory is not as in the snapshot of an operation. */
final class Differences {

  private static final Set<String> CARRY_OUT =
      Set.of("AlignStacks", "ApplyChanges", "RevertStacks");

  private final TrafficRouters routers;
  private final CanaryRules rules;
  private final Capacity capacity;
  private final Services services;
  private final TaskDefinitions taskDefinitions;
  private final Stacks stacks;
  private final ChangeSets changeSets;
  private final StackValues values;
  private final NameRecords records;
  private final Inventory inventory;

  Differences(Platform platform) {
    this.routers = new TrafficRouters(platform);
    this.rules = new CanaryRules(platform);
    this.capacity = new Capacity(platform);
    this.services = new Services(platform);
    this.taskDefinitions = new TaskDefinitions(platform);
    this.stacks = new Stacks(platform);
    this.changeSets = new ChangeSets(platform);
    this.values = new StackValues(platform);
    this.records = new NameRecords(platform);
    this.inventory = new Inventory(platform);
  }

  /** Of a shift: weights, roles, and the sizes that it may have changed. */
  List<String> ofShift(OperationRef ref, ShiftPlan plan, List<StepRecord> steps) {
    var trace = ShiftTrace.of(plan, steps);
    var found = new ArrayList<String>();
    if (trace.moved()) {
      var wanted = plan.customers(TrafficSplit.ALL_LIVE);
      var weights = routers.of(plan.customersRoute()).weights();
      if (!weights.equals(wanted)) {
        found.add("customers have " + weights + " instead of " + wanted);
      }
      // Any other weights of the preview host are somebody else's, and nobody's emergency.
      plan.previewRoute()
          .filter(route -> routers.of(route).weights().equals(plan.preview(TrafficSplit.ALL_IDLE)))
          .ifPresent(route -> found.add("the preview host shows " + plan.from()));
      inventory.of(ref.applicationName(), EnvironmentGroup.PRODUCTION).stream()
          .filter(entry -> entry.place() == plan.from().place())
          .filter(entry -> entry.role().filter(Role.LIVE::equals).isEmpty())
          .forEach(entry -> found.add("the inventory does not call " + entry.place() + " live"));
    }
    if (trace.scaled()) {
      var size = capacity.size(plan.to().address());
      if (!size.equals(plan.to().size())) {
        found.add(plan.to() + " is to have " + size + " instead of " + plan.to().size());
      }
    }
    if (trace.woken()) {
      plan.to()
          .secondaries()
          .forEach((name, service) -> resized(name, service).ifPresent(found::add));
    }
    return found;
  }

  private Optional<String> resized(String name, ShiftPlan.Secondary service) {
    var size = capacity.size(service.service());
    return size.equals(service.size())
        ? Optional.empty()
        : Optional.of(name + " is to have " + size + " instead of " + service.size());
  }

  /** Of a shift, whichever way it goes: the rule of a canary does not outlive it. */
  List<String> ofRoute(OperationRef ref, ShiftPlan plan) {
    return plan.canaryRule().stream()
        .flatMap(rule -> rules.of(rule, ref.operationId()).stream())
        .map(rule -> "the canary has the rule " + rule)
        .toList();
  }

  /** Of a rollout: revisions, and sizes where it has raised them. */
  List<String> ofRollout(OperationRef ref, RolloutPlan plan) {
    var found = new ArrayList<String>();
    for (var rollout : plan.places()) {
      found.addAll(ofPlace(ref, plan, rollout));
    }
    return found;
  }

  /** Of a stop or a start: sizes. */
  List<String> ofStatus(StatusPlan plan) {
    return plan.places().stream()
        .filter(status -> !capacity.size(status.id()).equals(status.before()))
        .map(status -> status.id().service() + " has not its former size, " + status.before())
        .toList();
  }

  private List<String> ofPlace(OperationRef ref, RolloutPlan plan, PlaceRollout rollout) {
    var found = new ArrayList<String>();
    var address = rollout.id();
    var service = services.read(address);
    if (!service.primary().taskDefinition().equals(rollout.taskDefinition())) {
      found.add(
          address.service()
              + " has "
              + service.primary().taskDefinition()
              + " instead of "
              + rollout.taskDefinition());
    }
    if (rollout.raisedTo().isPresent() && !capacity.size(address).equals(rollout.size())) {
      found.add(address.service() + " has not its former size, " + rollout.size());
    }
    taskDefinitions
        .made(rollout.taskDefinition(), ReleaseMark.of(ref, rollout, plan.digest().value()))
        .forEach(made -> found.add(made + " is in use"));
    return found;
  }

  /**
   * Of an update: templates, changes left to carry out, and what CloudFormation has put back of
   * what Slipway had moved. Traffic that somebody has moved meanwhile is none of an update's
   * business.
   */
  List<String> ofUpdate(OperationRef ref, UpdatePlan plan, List<StepRecord> steps) {
    var found = new ArrayList<String>();
    for (var update : plan.changed()) {
      var stack = stacks.find(update.name());
      if (stack.isEmpty() || stack.get().state() != StackState.READY) {
        found.add(
            "stack "
                + update.name()
                + " is "
                + stack.map(Stack::status).orElse("not there any more"));
        continue;
      }
      if (!Sha256.hex(stacks.template(stack.get())).equals(update.former())) {
        found.add("stack " + update.name() + " has not its former template");
      }
      for (var purpose : StackChange.PURPOSES) {
        changeSets
            .find(stack.get(), StackChange.name(purpose, ref, update.name()))
            .filter(set -> set.state() != ChangeSet.State.USED)
            .ifPresent(set -> found.add("stack " + update.name() + " has a change set left"));
      }
      if (isCarriedOut(update, steps)) {
        found.addAll(values.putBack(ref.applicationName(), update));
      }
    }
    return found;
  }

  /** Whether CloudFormation may have begun to change a stack. */
  private static boolean isCarriedOut(StackUpdate update, List<StepRecord> steps) {
    return steps.stream()
        .filter(step -> step.scope().equals(update.name()))
        .anyMatch(step -> CARRY_OUT.contains(step.state()));
  }

  /** Of a creation: records that lead to what it has made. */
  List<String> ofRecords(OperationRef ref, List<WeightedName> names) {
    return records.with(names, RecordPlan.identifiers(ref.applicationName())).values().stream()
        .flatMap(List::stream)
        .map(record -> "record " + record + " is there")
        .toList();
  }

  /** Of a creation: stacks that it has made. */
  List<String> ofStacks(OperationRef ref, List<ApplicationStack> made) {
    return made.stream()
        .flatMap(stack -> stacks.find(stack.name()).stream())
        .filter(stack -> stack.isMadeBy(ref) && stack.state() != StackState.GONE)
        .map(stack -> "stack " + stack.name() + " is there")
        .toList();
  }
}
