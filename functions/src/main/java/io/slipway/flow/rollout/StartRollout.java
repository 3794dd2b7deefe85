package io.slipway.flow.rollout;

import io.slipway.aws.Capacity;
import io.slipway.aws.Services;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RolloutFailed;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.PlaceRollout;
import io.slipway.operation.RolloutPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Asks ECS to bring a service to a revision, without ever having fewer healthy tasks than before.
 * The number of tasks is sent only where the plan raises it.
 */
public final class StartRollout extends Step<StartRollout.Input, StartRollout.Output> {

  /**
   * What the machine sends.
   *
   * @param taskDefinition the ARN of the revision
   */
  public record Input(OperationRef operation, ServicePlace place, String taskDefinition) {}

  /**
   * What the machine gets.
   *
   * @param deploymentId what ECS calls the rollout
   * @param deadline when it is given up
   */
  public record Output(String deploymentId, Instant deadline) {}

  private final Operations operations;
  private final Progress progress;
  private final Services services;
  private final Capacity capacity;
  private final Clock clock;

  public StartRollout() {
    this(Platform.fromEnvironment());
  }

  public StartRollout(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.services = new Services(platform);
    this.capacity = new Capacity(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = RolloutPlan.of(operations.get(ref.operationId()));
    var rollout = plan.in(input.place());
    var step = StepName.of("StartRollout", input.place());
    progress.begin(ref, step, "rolls out " + plan.version());
    var deploymentId = start(rollout, input.taskDefinition());
    var output = new Output(deploymentId, clock.instant().plus(plan.longest()));
    progress.done(ref, step, "ECS rolls out " + plan.version(), output);
    progress.awaits(ref, StepName.of("CheckRollout", input.place()), "waits for the new tasks");
    return output;
  }

  private String start(PlaceRollout rollout, String taskDefinition) {
    var address = rollout.id();
    var present = services.read(address);
    var found = present.primary().taskDefinition();
    if (!found.equals(rollout.taskDefinition()) && !found.equals(taskDefinition)) {
      throw new RolloutFailed(
          "the service "
              + address.service()
              + " has been changed by somebody else: it was to go from "
              + rollout.taskDefinition()
              + " to "
              + taskDefinition
              + ", but has "
              + found);
    }
    // An earlier run may have raised it, and autoscaling added more since.
    var tasks =
        rollout
            .raisedTo()
            .filter(least -> present.desiredTasks() < least)
            .map(OptionalInt::of)
            .orElseGet(OptionalInt::empty);
    var deploymentId = services.rollOut(address, taskDefinition, tasks);
    // After the rollout has begun: raising the minimum starts tasks at once, of what is there then.
    rollout
        .startsWith()
        .ifPresentOrElse(
            former -> capacity.bound(address, former),
            () -> rollout.raisedTo().ifPresent(raised -> capacity.raise(address, raised)));
    return deploymentId;
  }
}
