package io.slipway.flow.deploy;

import io.slipway.aws.TaskDefinitions;
import io.slipway.domain.Control;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RolloutFailed;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.DeployPlan;
import io.slipway.operation.ReleaseDefinition;
import io.slipway.operation.ReleaseMark;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Pace;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the revision that is to run, when its turn has come: as the specification of the release
 * says, with its image by its digest, and with all that the task definition of what runs there now
 * has besides. That stays registered, to go back to.
 */
public final class RegisterRelease extends Step<RegisterRelease.Input, RegisterRelease.Output> {

  /**
   * What the machine sends.
   *
   * @param turnSeconds after how long its turn comes; empty where it has not taken one yet
   */
  public record Input(OperationRef operation, ServicePlace place, Optional<Long> turnSeconds) {}

  /**
   * What the machine gets. Times are counted by the machine's clock, so that no two functions' have
   * to agree.
   *
   * @param turnSeconds after how long its turn comes; 0 where it has come
   * @param taskDefinition the ARN of the new revision; empty where its turn has not come
   * @param quietSeconds for how long a call that registers it may still be under way
   */
  public record Output(long turnSeconds, Optional<String> taskDefinition, long quietSeconds) {}

  /** Shorter than the machine may take, by what a rollout takes. */
  private static final Duration LONGEST_LINE = Duration.ofHours(2);

  private final Operations operations;
  private final Progress progress;
  private final ReleaseDefinition definitions;
  private final Pace pace;
  private final TaskDefinitions taskDefinitions;

  public RegisterRelease() {
    this(Platform.fromEnvironment());
  }

  public RegisterRelease(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.definitions = new ReleaseDefinition(platform);
    this.pace = new Pace(platform);
    this.taskDefinitions = new TaskDefinitions(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    if (operation.control().equals(Optional.of(Control.ABORT))) {
      // Its turn may be many minutes away, and nothing has been changed here yet.
      throw new RolloutFailed("ended by a caller");
    }
    long turn = input.turnSeconds().orElseGet(this::takeTurn);
    if (turn > 0) {
      progress.waitingFor(
          ref,
          "%s: its turn to register a task definition, which AWS lets an account do once a second"
              .formatted(input.place()));
      return new Output(turn, Optional.empty(), 0);
    }
    return register(input, operation);
  }

  private long takeTurn() {
    var turn = pace.turn();
    if (turn.compareTo(LONGEST_LINE) > 0) {
      throw new RolloutFailed(
          "too many deploys wait to register a task definition, which AWS lets an account do once"
              + " a second: the turn of this one would be after "
              + turn.toMinutes()
              + " minutes");
    }
    return turn.plusMillis(999).toSeconds();
  }

  private Output register(Input input, Operation operation) {
    var ref = input.operation();
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
    var output = new Output(0, Optional.of(registered), Platform.LONGEST_CHANGE.toSeconds());
    progress.done(ref, step, "registered " + registered, output);
    return output;
  }
}
