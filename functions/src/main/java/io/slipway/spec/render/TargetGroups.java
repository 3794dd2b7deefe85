package io.slipway.spec.render;

import io.slipway.spec.NetworkMode;
import io.slipway.spec.Port;
import io.slipway.spec.Protocol;
import io.slipway.spec.TargetGroup;
import io.slipway.spec.shape.Tree;
import java.util.Map;
import java.util.TreeMap;

/** Renders target groups: one for each port of a service that a load balancer sends to. */
final class TargetGroups {

  private static final String DELAY = "deregistration_delay.timeout_seconds";
  private static final String USUAL_DELAY = "30";

  private TargetGroups() {}

  /** The logical id; short for the first of a service. */
  static String id(Berth berth, TargetGroup group) {
    return isFirst(berth, group)
        ? berth.id("TargetGroup")
        : berth.id("TargetGroup")
            + "For"
            + ServiceNames.key(group.container())
            + group.containerPort();
  }

  private static boolean isFirst(Berth berth, TargetGroup group) {
    return berth.service().targetGroups().getFirst().equals(group);
  }

  /** The port of the container, on the place's side. */
  static int port(Berth berth, TargetGroup group) {
    return berth.part().container(group.container()).ports().stream()
        .filter(port -> port.protocol() == Protocol.TCP && offers(port, group.containerPort()))
        .findFirst()
        .map(port -> berth.colour().of(port.containerPort()))
        .orElse(group.containerPort());
  }

  private static boolean offers(Port port, int number) {
    return port.containerPort().green() == number || port.containerPort().blue() == number;
  }

  /**
   * The group. Only the first one of the primary service has a name: a name has too little room for
   * more.
   */
  static void render(Berth berth, TargetGroup group) {
    var health = group.healthCheck();
    var properties = new Tree();
    if (berth.part().isPrimary() && isFirst(berth, group)) {
      properties.put("Name", berth.frame().names(berth.place()).targetGroup());
    }
    boolean ip = berth.service().task().networkMode() == NetworkMode.AWSVPC;
    properties
        .put("TargetType", ip ? "ip" : "instance")
        .put("Protocol", group.protocol())
        .put("Port", group.port().map(berth.colour()::of).orElseGet(() -> port(berth, group)))
        .put("VpcId", berth.site().vpc())
        .put("HealthCheckEnabled", true)
        .put("HealthCheckProtocol", health.protocol())
        .put("HealthCheckPath", health.path())
        .put(
            "HealthCheckPort",
            health.port().map(berth.colour()::of).map(String::valueOf).orElse("traffic-port"))
        .put("HealthCheckIntervalSeconds", health.interval())
        .put("HealthCheckTimeoutSeconds", health.timeout())
        .put("HealthyThresholdCount", health.healthyThreshold())
        .put("UnhealthyThresholdCount", health.unhealthyThreshold())
        .put("Matcher", new Tree().put("HttpCode", health.matcher()))
        .list(
            "TargetGroupAttributes",
            attributes(group).entrySet(),
            one -> new Tree().put("Key", one.getKey()).put("Value", one.getValue()));
    berth
        .template()
        .resource(id(berth, group), "AWS::ElasticLoadBalancingV2::TargetGroup", properties);
  }

  private static Map<String, String> attributes(TargetGroup group) {
    var attributes = new TreeMap<>(group.attributes());
    attributes.putIfAbsent(DELAY, USUAL_DELAY);
    return attributes;
  }
}
