package io.slipway.local.account.formation.types;

import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.formation.ResourceType;
import io.slipway.local.account.formation.ResourceTypes;
import io.slipway.local.account.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.sns.SnsClient;

/** The types of resources that the templates of an application use. */
public final class ApplicationResources {

  private ApplicationResources() {}

  /** The types, made through these clients, and kept where there is no client. */
  public static ResourceTypes types(
      Kernel kernel,
      EcsClient ecs,
      ElasticLoadBalancingV2Client balancers,
      EcrClient registry,
      SnsClient sns,
      ApplicationAutoScalingClient scaling,
      CloudWatchClient cloudWatch,
      KeptResources kept) {
    var types = new ArrayList<ResourceType>(PlainType.all(kernel, kept));
    types.addAll(
        List.of(
            new RepositoryType(registry),
            new TopicType(sns),
            new SubscriptionType(sns),
            new LogGroupType(kernel, kept),
            new RoleType(kernel, kept),
            new TaskDefinitionType(ecs),
            new TargetGroupType(balancers),
            new ListenerRuleType(balancers),
            new EcsServiceType(ecs),
            new ScalableTargetType(scaling),
            new ScalingPolicyType(scaling),
            new RecordSetType(kept),
            new LoadBalancerType(balancers),
            new ListenerType(balancers),
            new AlarmType(kernel, cloudWatch)));
    return new ResourceTypes(types);
  }
}
