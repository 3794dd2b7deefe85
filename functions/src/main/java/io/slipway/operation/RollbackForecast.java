package io.slipway.operation;

import io.slipway.domain.Release;
import java.util.Optional;

/** Foresees a rollback. */
final class RollbackForecast {

  private RollbackForecast() {}

  static Forecast of(RollbackPlan plan) {
    var seen = new Forecast.Gathering();
    seen.step("StartRollback", "checks the request, takes the lock, writes down what runs");
    Optional<ServiceForecast> rolledOut =
        plan.rollout().map(rollout -> rolledOut(plan.release(), rollout, seen));
    plan.shift()
        .ifPresent(
            shift -> {
              var to =
                  rolledOut.orElseGet(
                      () -> new ServiceForecast(shift.to().address(), shift.to().size(), seen));
              var moved = new ShiftForecast(shift, to, seen);
              moved.move(0);
              moved.retire();
            });
    return seen.step("FinishRollback", "writes the inventory, gives the lock back").forecast();
  }

  /** The service that customers reach as it is afterwards. */
  private static ServiceForecast rolledOut(
      Release release, RolloutPlan rollout, Forecast.Gathering seen) {
    return rollout.places().stream()
        .map(
            place ->
                new RolloutForecast(seen)
                    .rollOut(
                        rollout, place, RolloutForecast.revision(release.revision(place.at()))))
        .toList()
        .getFirst();
  }
}
