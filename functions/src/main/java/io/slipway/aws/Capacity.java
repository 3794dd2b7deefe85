package io.slipway.aws;

import io.slipway.domain.ResourceMissing;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.ServiceId;
import io.slipway.domain.SlotSize;
import io.slipway.domain.Suspension;
import io.slipway.runtime.Platform;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.ecs.EcsClient;

/**
 * How many tasks a service keeps up, together with what autoscaling may make of it, so that the two
 * never work against each other.
 *
 * <p>A range is changed only where there is one: registering a target for a service that does not
 * scale would leave it behind when the service is deleted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html">
 *     RegisterScalableTarget: moves the current count into the range</a>
 */
public final class Capacity {

  private final EcsClient ecs;
  private final ApplicationAutoScalingClient scaling;

  public Capacity(Platform platform) {
    this.ecs = platform.ecs();
    this.scaling = platform.scaling();
  }

  /**
   * The present size.
   *
   * @throws ResourceMissing where there is no such service
   */
  public SlotSize size(ServiceId address) {
    var target = target(address);
    return new SlotSize(
        desired(address), target.map(Target::range), target.flatMap(Target::suspension));
  }

  /** Sees to at least so many tasks, and that autoscaling leaves them. Never takes any away. */
  public void raise(ServiceId address, int tasks) {
    range(address)
        .filter(range -> !range.atLeast(tasks).equals(range))
        .ifPresent(range -> register(address, range.atLeast(tasks), Optional.empty()));
    if (desired(address) < tasks) {
      update(address, tasks);
    }
  }

  /** Gives the service exactly this size, where it has another. */
  public void set(ServiceId address, SlotSize size) {
    bound(address, size);
    if (desired(address) != size.desired()) {
      update(address, size.desired());
    }
  }

  /** As {@link #set}, whatever ECS says of the present size, since that may be old. */
  public void setAnyway(ServiceId address, SlotSize size) {
    bound(address, size);
    update(address, size.desired());
  }

  /** Lets autoscaling do what it may do by this size, where the service scales at all. */
  public void bound(ServiceId address, SlotSize size) {
    size.range()
        .map(range -> new Target(range, size.suspension()))
        .ifPresent(
            wanted ->
                target(address)
                    .filter(target -> !target.equals(wanted))
                    .ifPresent(
                        target ->
                            register(
                                address,
                                wanted.range(),
                                Optional.of(wanted.suspension().orElse(Suspension.NONE))
                                    .filter(next -> !target.suspends(next)))));
  }

  /** Lets autoscaling move the count within this range, where the service scales at all. */
  public void limit(ServiceId address, ScalingRange wanted) {
    range(address)
        .filter(range -> !range.equals(wanted))
        .ifPresent(range -> register(address, wanted, Optional.empty()));
  }

  private int desired(ServiceId address) {
    return new EcsService(ecs, address).describe().desiredCount();
  }

  private void update(ServiceId address, int tasks) {
    AwsErrors.calling(
        "set the desired count of " + address.service() + " to " + tasks,
        () ->
            ecs.updateService(
                request ->
                    request
                        .cluster(address.cluster())
                        .service(address.service())
                        .desiredCount(tasks)));
  }

  /** What Application Auto Scaling knows of a service. */
  private record Target(ScalingRange range, Optional<Suspension> suspension) {

    boolean suspends(Suspension what) {
      return suspension.orElse(Suspension.NONE).equals(what);
    }
  }

  private Optional<ScalingRange> range(ServiceId address) {
    return target(address).map(Target::range);
  }

  private Optional<Target> target(ServiceId address) {
    return AwsErrors.calling(
            "read the scaling of " + address.service(),
            () ->
                scaling.describeScalableTargets(
                    request ->
                        request
                            .serviceNamespace(ServiceNamespace.ECS)
                            .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                            .resourceIds(resource(address))))
        .scalableTargets()
        .stream()
        .findFirst()
        .map(
            target ->
                new Target(
                    new ScalingRange(target.minCapacity(), target.maxCapacity()),
                    suspension(target.suspendedState())));
  }

  private static Optional<Suspension> suspension(SuspendedState state) {
    return Optional.ofNullable(state)
        .map(
            suspended ->
                new Suspension(
                    Boolean.TRUE.equals(suspended.dynamicScalingInSuspended()),
                    Boolean.TRUE.equals(suspended.dynamicScalingOutSuspended()),
                    Boolean.TRUE.equals(suspended.scheduledScalingSuspended())))
        .filter(suspended -> !suspended.equals(Suspension.NONE));
  }

  private static SuspendedState state(Suspension suspension) {
    return SuspendedState.builder()
        .dynamicScalingInSuspended(suspension.in())
        .dynamicScalingOutSuspended(suspension.out())
        .scheduledScalingSuspended(suspension.scheduled())
        .build();
  }

  /** {@code suspension} stays as it is where it is empty: what is not sent is not changed. */
  private void register(ServiceId address, ScalingRange range, Optional<Suspension> suspension) {
    AwsErrors.calling(
        "let " + address.service() + " scale from " + range.min() + " to " + range.max(),
        () ->
            scaling.registerScalableTarget(
                request ->
                    request
                        .serviceNamespace(ServiceNamespace.ECS)
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .resourceId(resource(address))
                        .minCapacity(range.min())
                        .maxCapacity(range.max())
                        .suspendedState(suspension.map(Capacity::state).orElse(null))));
  }

  private static String resource(ServiceId address) {
    return "service/" + address.cluster() + "/" + address.service();
  }
}
