package io.slipway.flow.traffic;

import io.slipway.aws.Capacity;
import io.slipway.aws.Services;
import io.slipway.aws.StoppedTasks;
import io.slipway.domain.OperationRef;
import io.slipway.domain.RetryLater;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.ServicePlace;
import io.slipway.domain.SlotSize;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The services of production that no customer reaches, such as workers: they work in the slot that
 * is live, and rest in the other, where autoscaling cannot wake them either.
 * (docs/decisions/0013-several-services-in-one-place.md)
 */
final class SecondaryServices {

  /** No task, whatever autoscaling would like. */
  private static final ScalingRange NONE = new ScalingRange(0, 0);

  private final Progress progress;
  private final Capacity capacity;
  private final Services services;
  private final StoppedTasks stopped;

  SecondaryServices(Platform platform) {
    this.progress = new Progress(platform);
    this.capacity = new Capacity(platform);
    this.services = new Services(platform);
    this.stopped = new StoppedTasks(platform);
  }

  /** Has those of the slot that is live now work. */
  void start(OperationRef ref, ShiftPlan plan, String state) {
    plan.to()
        .secondaries()
        .forEach(
            (name, service) -> resize(ref, state, plan.to(), name, service, service.working()));
  }

  /** Lets those of the slot that was live rest. */
  void stop(OperationRef ref, ShiftPlan plan, String state) {
    plan.from()
        .secondaries()
        .forEach(
            (name, service) ->
                resize(
                    ref,
                    state,
                    plan.from(),
                    name,
                    service,
                    new SlotSize(0, service.size().range().map(range -> NONE))));
  }

  /** Gives those of the slot that was to be live the sizes that they had. */
  void restore(OperationRef ref, ShiftPlan plan, String state) {
    plan.to()
        .secondaries()
        .forEach((name, service) -> resize(ref, state, plan.to(), name, service, service.size()));
  }

  /**
   * Those that work now have to run, before those that worked so far may rest.
   *
   * @throws RetryLater where one has fewer tasks than it is to have
   */
  void requireRunning(ShiftPlan plan) {
    plan.to()
        .secondaries()
        .forEach(
            (name, service) -> {
              var found = services.read(service.service());
              int running = found.primary().runningTasks();
              if (running < found.desiredTasks()) {
                throw new RetryLater(
                    "%s of %s runs %d of %d tasks, so that of %s goes on working"
                        .formatted(
                            name, plan.to(), running, found.desiredTasks(), plan.from().place()));
              }
            });
  }

  /** Tasks of the slot that is live now that have died since then, for people. */
  Stream<String> deaths(ShiftPlan plan, Instant since) {
    return plan.to().secondaries().entrySet().stream()
        .flatMap(
            service ->
                stopped.deaths(service.getValue().service(), since).stream()
                    .map(
                        reason ->
                            "a task of "
                                + service.getKey()
                                + " of "
                                + plan.to()
                                + " died: "
                                + reason));
  }

  /** Whatever a look at it says, since that may be old. */
  private void resize(
      OperationRef ref,
      String state,
      ShiftPlan.Slot slot,
      String name,
      ShiftPlan.Secondary service,
      SlotSize wanted) {
    var place = new ServicePlace(slot.place(), Optional.of(name));
    var step = StepName.of(state, place);
    progress.begin(ref, step, place + " is to have " + wanted);
    capacity.setAnyway(service.service(), wanted);
    progress.done(
        ref,
        step,
        place + " has " + wanted,
        Map.of("before", service.size().desired(), "after", wanted.desired()));
  }
}
