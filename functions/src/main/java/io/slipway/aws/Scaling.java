package io.slipway.aws;

import io.slipway.domain.ScalingBounds;
import io.slipway.domain.ServiceAddress;
import io.slipway.runtime.Platform;
import java.util.Optional;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;

/** The bounds within which Application Auto Scaling changes the number of a service's tasks. */
public final class Scaling {

  private final ApplicationAutoScalingClient scaling;

  public Scaling(Platform platform) {
    this.scaling = platform.scaling();
  }

  /** The bounds of a service; empty where nothing scales it. */
  public Optional<ScalingBounds> bounds(ServiceAddress address) {
    return AwsErrors.calling(
            "read the scaling of the service " + address.service(),
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
        .map(target -> new ScalingBounds(target.minCapacity(), target.maxCapacity()));
  }

  /**
   * Changes the bounds of a service that has some already: registering others would leave a
   * scalable target behind that no stack knows. At once, Application Auto Scaling brings the number
   * of tasks within them.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html">
   *     RegisterScalableTarget</a>
   */
  public void change(ServiceAddress address, ScalingBounds bounds) {
    AwsErrors.calling(
        "change the scaling of the service " + address.service(),
        () ->
            scaling.registerScalableTarget(
                request ->
                    request
                        .serviceNamespace(ServiceNamespace.ECS)
                        .scalableDimension(ScalableDimension.ECS_SERVICE_DESIRED_COUNT)
                        .resourceId(resource(address))
                        .minCapacity(bounds.minimum())
                        .maxCapacity(bounds.maximum())));
  }

  private static String resource(ServiceAddress address) {
    return "service/" + address.cluster() + "/" + address.service();
  }
}
