package io.slipway.flow.deploy;

import io.slipway.aws.TaskDefinitions;
import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Place;
import io.slipway.domain.RolloutFailed;
import io.slipway.operation.DeployPlan;
import io.slipway.operation.ReleaseDefinition;
import io.slipway.operation.ReleaseMark;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.Optional;

/**
 * Makes the revision that is to run: as the specification of the release says, with its image by
 * its digest, and with all that the task definition of what runs there now has besides. That stays
 * registered, to go back to.
 */
public final class RegisterRelease extends Step<RegisterRelease.Input, RegisterRelease.Output> {

  /** What the machine sends. */
  public record Input(OperationRef operation, Place place) {}

  /**
   * What the machine gets.
   *
   * @param taskDefinition the ARN of the new revision
   * @param quietSeconds for how long a call that registers it may still be under way; counted by
   *     the machine's clock, so that no two functions' have to agree
   */
  public record Output(String taskDefinition, long quietSeconds) {}

  private final Operations operations;
  private final Progress progress;
  private final ReleaseDefinition definitions;
  private final TaskDefinitions taskDefinitions;

  public RegisterRelease() {
    this(Platform.fromEnvironment());
  }

  public RegisterRelease(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.definitions = new ReleaseDefinition(platform);
    this.taskDefinitions = new TaskDefinitions(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    if (operation.control().equals(Optional.of(Control.ABORT))) {
      // It may be tried for many minutes where AWS is busy, and nothing has been changed here yet.
      throw new RolloutFailed("ended by a caller");
    }
    var plan = Json.read(operation.plan(), DeployPlan.class);
    var rollout = plan.rollout().in(input.place());
    var image = plan.deployed();
    var step = StepName.of("RegisterRelease", input.place());
    progress.begin(ref, step, "registers a task definition with " + image.tag());
    var registered =
        taskDefinitions.register(
            rollout.taskDefinition(),
            definitions.of(rollout, plan.rollout().specificationVersion(), image),
            ReleaseMark.of(ref, rollout, image.digest().value()));
    var output = new Output(registered, Platform.LONGEST_CHANGE.toSeconds());
    progress.done(ref, step, "registered " + registered, output);
    return output;
  }
}
