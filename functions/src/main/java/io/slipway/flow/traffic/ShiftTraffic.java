package io.slipway.flow.traffic;

import io.slipway.aws.TargetGroups;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves customers' traffic to the next share: one change of one rule, or of the records of a zone.
 * Running it again after a lost answer changes nothing more.
 */
public final class ShiftTraffic extends Step<ShiftTraffic.Input, ShiftTraffic.Output> {

  /**
   * Which step.
   *
   * @param before the step whose weights hold, where that is not the one before; -1 for none
   * @param tasks how many healthy tasks the share needs
   */
  public record Input(OperationRef operation, int step, Optional<Integer> before, int tasks) {}

  /**
   * The share of the receiving slot, and since when.
   *
   * @param changes that have to be waited for until it holds; none where it does
   */
  public record Output(int idlePercent, Instant shiftedAt, List<String> changes) {}

  private final Operations operations;
  private final Progress progress;
  private final TrafficRouters routers;
  private final TargetGroups targetGroups;
  private final Clock clock;

  public ShiftTraffic() {
    this(Platform.fromEnvironment());
  }

  public ShiftTraffic(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.routers = new TrafficRouters(platform);
    this.targetGroups = new TargetGroups(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var shift = Shift.of(operations, input.operation(), input.step());
    var health = targetGroups.health(shift.receiver());
    if (!health.allHealthy(input.tasks())) {
      throw new RetryLater("cannot shift traffic: " + health.describe(input.tasks()));
    }
    var name = shift.named(ShiftTraffic.class);
    progress.begin(shift.ref(), name, shift.percent() + " of the traffic is to go to " + to(shift));
    var before =
        shift.plan().customers(shift.plan().after(input.before().orElse(input.step() - 1)));
    var changes = routers.of(shift.plan().customersRoute()).shift(before, shift.weights());
    progress.done(
        shift.ref(),
        name,
        shift.share(),
        Map.of(
            "weights", weights(shift),
            "readBack", shift.weights().toString(),
            "before", before.toString(),
            "healthy", health.healthy(),
            "needed", input.tasks()));
    return new Output(shift.split().idlePercent(), clock.instant(), changes);
  }

  private static Map<String, Integer> weights(Shift shift) {
    return Map.of(
        shift.plan().from().place().toString(), shift.split().livePercent(),
        shift.plan().to().place().toString(), shift.split().idlePercent());
  }

  private static String to(Shift shift) {
    return shift.plan().to() + ", " + shift.split().livePercent() + " % to " + shift.plan().from();
  }
}
