package io.slipway.flow.rollout;

import io.slipway.aws.Capacity;
import io.slipway.aws.Services;
import io.slipway.aws.TaskDefinitions;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RolloutFailed;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.ReleaseMark;
import io.slipway.operation.RollbackPlan;
import io.slipway.operation.RolloutPlan;
import io.slipway.operation.StatusPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Asks ECS to go back to what the service had before the operation began: its revision and, where
 * the operation has changed them, its number of tasks and their bounds. Where ECS is on that way
 * already, it is left alone, so that no task that runs well is replaced.
 */
public final class RestoreService extends Step<RestoreService.Input, RestoreService.Output> {

  /** What the machine sends. */
  public record Input(OperationRef operation, ServicePlace place) {}

  /**
   * What the machine gets.
   *
   * @param deadline when it is given up
   */
  public record Output(Instant deadline) {}

  private static final String STATE = "RestoreService";

  private final Operations operations;
  private final Progress progress;
  private final Services services;
  private final Capacity capacity;
  private final TaskDefinitions taskDefinitions;
  private final Clock clock;

  public RestoreService() {
    this(Platform.fromEnvironment());
  }

  public RestoreService(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.services = new Services(platform);
    this.capacity = new Capacity(platform);
    this.taskDefinitions = new TaskDefinitions(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    return operation.kind() == OperationKind.SET_STATUS
        ? resize(ref, StatusPlan.of(operation), input.place())
        : rollBack(operation, input.place());
  }

  /** Of a stop or a start: the revision is the same. */
  private Output resize(OperationRef ref, StatusPlan plan, ServicePlace place) {
    var status = plan.in(place);
    var size = status.before();
    var step = StepName.of(STATE, place);
    progress.begin(ref, step, "gives it back its size: " + size);
    capacity.setAnyway(status.id(), status.before());
    return asked(ref, place, plan.longest(), "ECS brings it back to " + size);
  }

  private Output rollBack(Operation operation, ServicePlace place) {
    var ref = operation.ref();
    var plan = RolloutPlan.of(operation);
    var rollout = plan.in(place);
    var step = StepName.of(STATE, place);
    requireOurs(operation, plan, rollout);
    progress.begin(ref, step, "goes back to " + rollout.taskDefinition());
    restore(rollout);
    return asked(ref, place, plan.longest(), "ECS goes back to " + rollout.taskDefinition());
  }

  private Output asked(OperationRef ref, ServicePlace place, Duration longest, String message) {
    var output = new Output(clock.instant().plus(longest));
    progress.done(ref, StepName.of(STATE, place), message, output);
    progress.awaits(ref, StepName.of("CheckRestore", place), "waits until it is back");
    return output;
  }

  /** What neither was there nor is the operation's own is somebody else's, who knows why. */
  private void requireOurs(Operation operation, RolloutPlan plan, PlaceRollout rollout) {
    var found = services.read(rollout.id()).primary().taskDefinition();
    if (!found.equals(rollout.taskDefinition()) && !isOurs(found, operation, plan, rollout)) {
      throw new RolloutFailed(
          "somebody else has changed the service "
              + rollout.id().service()
              + ", so it is left as it was found, with "
              + found
              + "; it had "
              + rollout.taskDefinition()
              + " before");
    }
  }

  private boolean isOurs(
      String found, Operation operation, RolloutPlan plan, PlaceRollout rollout) {
    if (operation.kind() == OperationKind.ROLLBACK) {
      return found.equals(RollbackPlan.of(operation).release().revision(rollout.at()));
    }
    var mark = ReleaseMark.of(operation.ref(), rollout, plan.digest().value());
    return taskDefinitions.made(rollout.taskDefinition(), mark).contains(found);
  }

  private void restore(PlaceRollout rollout) {
    var address = rollout.id();
    if (rollout.raisedTo().isEmpty()) {
      services.rollOut(address, rollout.taskDefinition(), OptionalInt.empty());
      return;
    }
    // Before the number: with the raised minimum, autoscaling would raise the number again.
    capacity.bound(address, rollout.size());
    services.rollOut(address, rollout.taskDefinition(), OptionalInt.of(rollout.size().desired()));
  }
}
