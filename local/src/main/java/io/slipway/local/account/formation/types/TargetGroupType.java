package io.slipway.local.account.formation.types;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.SdkJson;
import io.slipway.local.account.formation.ResourceFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/** {@code AWS::ElasticLoadBalancingV2::TargetGroup}. {@code Ref} is its ARN. */
final class TargetGroupType extends DeclaredType {

  private static final String ATTRIBUTES = "TargetGroupAttributes";

  private final ElasticLoadBalancingV2Client balancers;

  TargetGroupType(ElasticLoadBalancingV2Client balancers) {
    super(
        "AWS::ElasticLoadBalancingV2::TargetGroup",
        new Schema(
            Set.of(
                "Name",
                "TargetType",
                "Protocol",
                "ProtocolVersion",
                "Port",
                "VpcId",
                "HealthCheckEnabled",
                "HealthCheckProtocol",
                "HealthCheckPort",
                "HealthCheckPath",
                "HealthCheckIntervalSeconds",
                "HealthCheckTimeoutSeconds",
                "HealthyThresholdCount",
                "UnhealthyThresholdCount",
                "Matcher",
                ATTRIBUTES,
                "Tags"),
            Set.of(),
            Set.of("TargetGroupArn", "TargetGroupName", "TargetGroupFullName")),
        Duration.ofSeconds(2));
    this.balancers = balancers;
  }

  @Override
  public Made create(Order order) {
    var properties = order.properties().deepCopy();
    properties.remove(ATTRIBUTES);
    var name = order.nameOr("Name", 32);
    properties.put("Name", name);
    refuseTaken(name);
    var request = SdkJson.read(properties, CreateTargetGroupRequest.class);
    var arn = balancers.createTargetGroup(request).targetGroups().getFirst().targetGroupArn();
    if (order.properties().has(ATTRIBUTES)) {
      setAttributes(arn, order.properties());
    }
    return new Made(
        arn,
        Map.of(
            "TargetGroupArn", arn,
            "TargetGroupName", name,
            "TargetGroupFullName", arn.substring(arn.indexOf("targetgroup/"))));
  }

  /** The API gives a group of the same name and settings back; CloudFormation does not take it. */
  private void refuseTaken(String name) {
    try {
      balancers.describeTargetGroups(request -> request.names(name));
    } catch (TargetGroupNotFoundException e) {
      return;
    }
    throw ResourceFailure.exists(name(), "TargetGroupName", name);
  }

  @Override
  public Set<String> replacing() {
    return Set.of("Name", "Port", "Protocol", "ProtocolVersion", "TargetType", "VpcId");
  }

  @Override
  public String named() {
    return "Name";
  }

  @Override
  public Made update(Existing was, Order order) {
    var changed = order.changed(was);
    boolean attributes = changed.remove(ATTRIBUTES) != null;
    if (!changed.isEmpty()) {
      changed.put("TargetGroupArn", was.physicalId());
      balancers.modifyTargetGroup(SdkJson.read(changed, ModifyTargetGroupRequest.class));
    }
    if (attributes) {
      setAttributes(was.physicalId(), order.properties());
    }
    return was.same();
  }

  private void setAttributes(String arn, ObjectNode properties) {
    var request = JsonNodeFactory.instance.objectNode().put("TargetGroupArn", arn);
    request.set("Attributes", properties.get(ATTRIBUTES));
    balancers.modifyTargetGroupAttributes(
        SdkJson.read(request, ModifyTargetGroupAttributesRequest.class));
  }

  @Override
  public void delete(Existing resource) {
    balancers.deleteTargetGroup(request -> request.targetGroupArn(resource.physicalId()));
  }
}
