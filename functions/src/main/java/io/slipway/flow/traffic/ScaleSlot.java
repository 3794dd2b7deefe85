package io.slipway.flow.traffic;

import io.slipway.aws.Capacity;
import io.slipway.domain.OperationRef;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Gives the receiving slot the tasks that its next share needs; never takes any away, so that a
 * slot that is larger already, or that autoscaling has enlarged, stays so.
 */
public final class ScaleSlot extends Step<ScaleSlot.Input, ScaleSlot.Output> {

  /** {@code step} is the index of the step in the plan. */
  public record Input(OperationRef operation, int step) {}

  /**
   * What the checks go by.
   *
   * @param tasks how many healthy tasks the share needs
   * @param since when the slot was scaled
   * @param notBefore when it is looked at for the first time
   */
  public record Output(int tasks, Instant since, Instant notBefore) {}

  private final Operations operations;
  private final Progress progress;
  private final Capacity capacity;
  private final Clock clock;

  public ScaleSlot() {
    this(Platform.fromEnvironment());
  }

  public ScaleSlot(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.capacity = new Capacity(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var shift = Shift.of(operations, input.operation(), input.step());
    var plan = shift.plan();
    int live = capacity.size(plan.from().address()).desired();
    int needed = shift.split().tasksFor(plan.tasksAtFull(live));
    int present = capacity.size(plan.to().address()).desired();
    boolean grows = present < needed;
    var name = shift.named(ScaleSlot.class);
    progress.begin(
        shift.ref(),
        name,
        plan.to()
            + " needs "
            + needed
            + " tasks for "
            + shift.percent()
            + " of the traffic and has "
            + present);
    capacity.raise(plan.to().address(), needed);
    progress.done(
        shift.ref(),
        name,
        plan.to() + " is to run " + Math.max(needed, present) + " tasks",
        Map.of("needed", needed, "before", present, "live", live));
    var now = clock.instant();
    return new Output(needed, now, grows ? now.plus(plan.scaleWait()) : now);
  }
}
