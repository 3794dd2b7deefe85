package io.slipway.operation;

import io.slipway.domain.ScalingRange;
import io.slipway.domain.ServiceId;
import io.slipway.domain.SlotSize;
import io.slipway.domain.Suspension;
import java.util.Optional;

/**
 * Foresees what becomes of the size and the revision of one ECS service, by the same rules as
 * {@link io.slipway.aws.Capacity} and {@link io.slipway.aws.Services}.
 */
final class ServiceForecast {

  private final ServiceId address;
  private final Forecast.Gathering seen;
  private int desired;
  private Optional<ScalingRange> range;
  private Optional<Suspension> suspension;

  ServiceForecast(ServiceId address, SlotSize now, Forecast.Gathering seen) {
    this.address = address;
    this.seen = seen;
    this.desired = now.desired();
    this.range = now.range();
    this.suspension = now.suspension();
  }

  int desired() {
    return desired;
  }

  /** Sees to at least so many tasks. */
  void raise(int tasks) {
    range.ifPresent(now -> limit(now.atLeast(tasks)));
    if (desired < tasks) {
      update(tasks);
    }
  }

  /** Gives it exactly so many tasks, and lets autoscaling begin there. */
  void shrink(int tasks) {
    range.ifPresent(now -> limit(now.from(tasks)));
    if (desired != tasks) {
      update(tasks);
    }
  }

  /** Gives it another size, with all that autoscaling may do or not. */
  void resize(SlotSize wanted) {
    bound(wanted);
    update(wanted.desired());
  }

  /** Lets autoscaling do what it may do by this size, into whose range it brings the count. */
  void bound(SlotSize wanted) {
    if (range.isEmpty()
        || wanted.range().isEmpty()
        || (wanted.range().equals(range) && wanted.suspension().equals(suspension))) {
      return;
    }
    var next = wanted.range().get();
    seen.change(
        "application-autoscaling",
        "RegisterScalableTarget",
        address.service(),
        text(range.get()) + suspended(suspension),
        text(next) + suspended(wanted.suspension()));
    range = wanted.range();
    suspension = wanted.suspension();
    desired = Math.clamp(desired, next.min(), next.max());
  }

  /** Lets autoscaling move the count within this range, into which it brings it at once. */
  void limit(ScalingRange wanted) {
    if (range.isEmpty() || range.get().equals(wanted)) {
      return;
    }
    seen.change(
        "application-autoscaling",
        "RegisterScalableTarget",
        address.service(),
        text(range.get()),
        text(wanted));
    range = Optional.of(wanted);
    desired = Math.clamp(desired, wanted.min(), wanted.max());
  }

  /** Rolls out a revision where it has another, or another number of tasks. */
  void rollOut(String from, String to, Optional<Integer> tasks) {
    boolean tasksAreRight = tasks.isEmpty() || tasks.get() == desired;
    if (from.equals(to) && tasksAreRight) {
      return;
    }
    seen.change(
        "ecs",
        "UpdateService",
        address.service(),
        from + tasks.map(raised -> ", desired count " + desired).orElse(""),
        to + tasks.map(raised -> ", desired count " + raised).orElse(""));
    tasks.ifPresent(raised -> desired = raised);
  }

  private void update(int tasks) {
    seen.change(
        "ecs",
        "UpdateService",
        address.service(),
        "desired count " + desired,
        "desired count " + tasks);
    desired = tasks;
  }

  private static String suspended(Optional<Suspension> suspension) {
    return suspension.isPresent() ? ", suspended" : "";
  }

  private static String text(ScalingRange range) {
    return range.min() + " to " + range.max() + " tasks";
  }
}
