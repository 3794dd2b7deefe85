package io.slipway.local.account.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.kernel.Ids;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Application Auto Scaling for ECS services.
 *
 * <p>Registering a target whose service is active brings its desired count into the range at once
 * ("it changes the resource's current capacity to a value that is inside of this range", API
 * reference, RegisterScalableTarget). There is no load, so policies are kept but never act; people
 * and tests scale through ECS.
 */
public final class SimulatedScaling implements ApplicationAutoScalingClient, Durable {

  private static final int MOST_A_PAGE = 50;

  /** All that Application Auto Scaling knows, as plain data. */
  private static final class State {
    private Ids ids;
    private final NavigableMap<String, ScalableTarget> targets = new TreeMap<>();
    private final NavigableMap<String, ScalingPolicy> policies = new TreeMap<>();
  }

  private final Kernel kernel;
  private final EcsClient ecs;
  private State state = new State();

  public SimulatedScaling(Kernel kernel, EcsClient ecs) {
    this.kernel = kernel;
    this.ecs = ecs;
    this.state.ids = kernel.ids();
  }

  @Override
  public RegisterScalableTargetResponse registerScalableTarget(
      RegisterScalableTargetRequest request) {
    return kernel.call(
        () -> {
          ScalingRules.validate(
              request.serviceNamespace(), request.scalableDimension(), request.resourceId());
          var known = state.targets.get(request.resourceId());
          var target = known == null ? create(request) : update(known, request);
          if (target.minCapacity() > target.maxCapacity()) {
            throw ScalingRules.invalid("Maximum capacity cannot be less than minimum capacity");
          }
          if (target.minCapacity() < 0) {
            throw ScalingRules.invalid("Minimum capacity cannot be negative");
          }
          bringIntoRange(target);
          state.targets.put(request.resourceId(), target);
          kernel.changed(this);
          return RegisterScalableTargetResponse.builder()
              .scalableTargetARN(target.scalableTargetARN())
              .build();
        });
  }

  private ScalableTarget create(RegisterScalableTargetRequest request) {
    if (request.minCapacity() == null || request.maxCapacity() == null) {
      throw ScalingRules.invalid(
          "Both minimum and maximum capacity must be specified for a new target");
    }
    return ScalableTarget.builder()
        .serviceNamespace(request.serviceNamespace())
        .resourceId(request.resourceId())
        .scalableDimension(request.scalableDimension())
        .minCapacity(request.minCapacity())
        .maxCapacity(request.maxCapacity())
        .roleARN(
            "arn:aws:iam::%s:role/aws-service-role/ecs.application-autoscaling.amazonaws.com/%s"
                .formatted(
                    kernel.settings().accountId(),
                    "AWSServiceRoleForApplicationAutoScaling_ECSService"))
        .creationTime(kernel.now())
        .suspendedState(
            request.suspendedState() == null
                ? SuspendedState.builder()
                    .dynamicScalingInSuspended(false)
                    .dynamicScalingOutSuspended(false)
                    .scheduledScalingSuspended(false)
                    .build()
                : request.suspendedState())
        .scalableTargetARN(
            kernel.arn("application-autoscaling", "scalable-target/" + state.ids.hex(12)))
        .build();
  }

  private static ScalableTarget update(
      ScalableTarget known, RegisterScalableTargetRequest request) {
    var changed = known.toBuilder();
    if (request.minCapacity() != null) {
      changed.minCapacity(request.minCapacity());
    }
    if (request.maxCapacity() != null) {
      changed.maxCapacity(request.maxCapacity());
    }
    if (request.suspendedState() != null) {
      changed.suspendedState(request.suspendedState());
    }
    return changed.build();
  }

  private void bringIntoRange(ScalableTarget target) {
    var parts = target.resourceId().split("/", -1);
    var service = service(parts[1], parts[2]);
    if (!service.status().equals("ACTIVE")) {
      return;
    }
    int wanted = Math.clamp(service.desiredCount(), target.minCapacity(), target.maxCapacity());
    if (wanted != service.desiredCount()) {
      ecs.updateService(
          request -> request.cluster(parts[1]).service(parts[2]).desiredCount(wanted));
    }
  }

  private Service service(String cluster, String name) {
    try {
      var found = ecs.describeServices(request -> request.cluster(cluster).services(name));
      if (found.hasServices() && !found.services().isEmpty()) {
        return found.services().getFirst();
      }
    } catch (EcsException missing) {
      throw ScalingRules.notThere(cluster, name);
    }
    throw ScalingRules.notThere(cluster, name);
  }

  @Override
  public DeregisterScalableTargetResponse deregisterScalableTarget(
      DeregisterScalableTargetRequest request) {
    return kernel.call(
        () -> {
          known(request.resourceId());
          state.targets.remove(request.resourceId());
          state
              .policies
              .values()
              .removeIf(policy -> policy.resourceId().equals(request.resourceId()));
          kernel.changed(this);
          return DeregisterScalableTargetResponse.builder().build();
        });
  }

  @Override
  public DescribeScalableTargetsResponse describeScalableTargets(
      DescribeScalableTargetsRequest request) {
    return kernel.call(
        () -> {
          ScalingRules.namespace(request.serviceNamespace());
          var found =
              state.targets.values().stream()
                  .filter(
                      target ->
                          !request.hasResourceIds()
                              || request.resourceIds().contains(target.resourceId()))
                  .toList();
          var page = page(found, request.nextToken(), request.maxResults());
          return DescribeScalableTargetsResponse.builder()
              .scalableTargets(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  @Override
  public PutScalingPolicyResponse putScalingPolicy(PutScalingPolicyRequest request) {
    return kernel.call(
        () -> {
          ScalingRules.validate(
              request.serviceNamespace(), request.scalableDimension(), request.resourceId());
          known(request.resourceId());
          var key = request.resourceId() + "|" + request.policyName();
          var old = state.policies.get(key);
          var policy =
              ScalingPolicy.builder()
                  .policyARN(
                      old == null
                          ? kernel.arn(
                              "autoscaling",
                              "scalingPolicy:%s:resource/ecs/%s:policyName/%s"
                                  .formatted(
                                      state.ids.uuid(), request.resourceId(), request.policyName()))
                          : old.policyARN())
                  .policyName(request.policyName())
                  .serviceNamespace(request.serviceNamespace())
                  .resourceId(request.resourceId())
                  .scalableDimension(request.scalableDimension())
                  .policyType(
                      request.policyType() == null ? PolicyType.STEP_SCALING : request.policyType())
                  .targetTrackingScalingPolicyConfiguration(
                      request.targetTrackingScalingPolicyConfiguration())
                  .stepScalingPolicyConfiguration(request.stepScalingPolicyConfiguration())
                  .creationTime(kernel.now())
                  .build();
          state.policies.put(key, policy);
          kernel.changed(this);
          return PutScalingPolicyResponse.builder().policyARN(policy.policyARN()).build();
        });
  }

  @Override
  public DeleteScalingPolicyResponse deleteScalingPolicy(DeleteScalingPolicyRequest request) {
    return kernel.call(
        () -> {
          var key = request.resourceId() + "|" + request.policyName();
          if (state.policies.remove(key) == null) {
            throw ScalingRules.missing(
                "No scaling policy found for service namespace: ecs, resource ID: %s"
                    .formatted(request.resourceId()));
          }
          kernel.changed(this);
          return DeleteScalingPolicyResponse.builder().build();
        });
  }

  @Override
  public DescribeScalingPoliciesResponse describeScalingPolicies(
      DescribeScalingPoliciesRequest request) {
    return kernel.call(
        () -> {
          ScalingRules.namespace(request.serviceNamespace());
          var found =
              state.policies.values().stream()
                  .filter(
                      policy ->
                          request.resourceId() == null
                              || policy.resourceId().equals(request.resourceId()))
                  .filter(
                      policy ->
                          !request.hasPolicyNames()
                              || request.policyNames().contains(policy.policyName()))
                  .toList();
          var page = page(found, request.nextToken(), request.maxResults());
          return DescribeScalingPoliciesResponse.builder()
              .scalingPolicies(page.items())
              .nextToken(page.next())
              .build();
        });
  }

  private void known(String resourceId) {
    if (resourceId == null || !state.targets.containsKey(resourceId)) {
      throw ScalingRules.missing(
          "No scalable target found for service namespace: ecs, resource ID: %s, scalable"
                  .formatted(resourceId)
              + " dimension: ecs:service:DesiredCount");
    }
  }

  private static <T> Pages<T> page(List<T> all, String token, Integer size) {
    return Pages.of(all, token, size, MOST_A_PAGE, ScalingRules::invalidToken);
  }

  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, State.class));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
