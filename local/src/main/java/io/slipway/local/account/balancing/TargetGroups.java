package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.GroupState;
import io.slipway.local.account.kernel.Kernel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Creates target groups: defaults and limits of the API reference, CreateTargetGroup. */
final class TargetGroups {

  static final String DEREGISTRATION_DELAY = "deregistration_delay.timeout_seconds";

  private static final String NAME = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?";
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          DEREGISTRATION_DELAY,
          "300",
          "stickiness.enabled",
          "false",
          "stickiness.type",
          "lb_cookie",
          "stickiness.lb_cookie.duration_seconds",
          "86400",
          "slow_start.duration_seconds",
          "0",
          "load_balancing.algorithm.type",
          "round_robin");

  private TargetGroups() {}

  /** The group of the same name, where it has the same settings; a new one where there is none. */
  static GroupState create(Kernel kernel, BalancingState state, CreateTargetGroupRequest request) {
    validate(request);
    var shape = shape(request);
    var same = named(state, request.name());
    if (same.isPresent()) {
      var known = same.get().shape.toBuilder().targetGroupArn(null).build();
      if (!Objects.equals(known, shape)) {
        throw BalancingErrors.duplicateGroup(request.name());
      }
      return same.get();
    }
    var group = new GroupState();
    group.shape =
        shape.toBuilder()
            .targetGroupArn(
                kernel.arn(
                    "elasticloadbalancing",
                    "targetgroup/" + request.name() + "/" + state.ids.hex(16)))
            .build();
    group.attributes.putAll(new TreeMap<>(ATTRIBUTES));
    group.tags.addAll(request.tags());
    state.groups.put(group.shape.targetGroupArn(), group);
    return group;
  }

  private static Optional<GroupState> named(BalancingState state, String name) {
    return state.groups.values().stream()
        .filter(group -> group.shape.targetGroupName().equals(name))
        .findFirst();
  }

  private static void validate(CreateTargetGroupRequest request) {
    var name = request.name();
    if (name == null) {
      throw BalancingErrors.validation("A target group name must be specified");
    }
    if (name.length() > 32) {
      throw BalancingErrors.validation(
          "Target group name '" + name + "' cannot be longer than '32' characters");
    }
    if (!name.matches(NAME)) {
      throw BalancingErrors.validation(
          "Target group name '"
              + name
              + "' can only contain characters that are alphanumeric characters and hyphens(-),"
              + " and must not begin or end with a hyphen");
    }
    if (request.targetType() != TargetTypeEnum.LAMBDA
        && (request.protocol() == null || request.port() == null || request.vpcId() == null)) {
      throw BalancingErrors.validation("A protocol, port and VPC ID must be specified");
    }
    between("Port", request.port(), 1, 65535);
    between("Health check interval", request.healthCheckIntervalSeconds(), 5, 300);
    between("Health check timeout", request.healthCheckTimeoutSeconds(), 2, 120);
    between("Healthy threshold count", request.healthyThresholdCount(), 2, 10);
    between("Unhealthy threshold count", request.unhealthyThresholdCount(), 2, 10);
  }

  private static void between(String what, Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw BalancingErrors.validation(
          "%s '%d' must be between %d and %d".formatted(what, value, least, most));
    }
  }

  private static TargetGroup shape(CreateTargetGroupRequest request) {
    var shape =
        TargetGroup.builder()
            .targetGroupName(request.name())
            .protocol(request.protocol())
            .protocolVersion(or(request.protocolVersion(), "HTTP1"))
            .port(request.port())
            .vpcId(request.vpcId())
            .targetType(or(request.targetType(), TargetTypeEnum.INSTANCE))
            .healthCheckEnabled(or(request.healthCheckEnabled(), true))
            .healthCheckPort(or(request.healthCheckPort(), "traffic-port"))
            .healthCheckPath(or(request.healthCheckPath(), "/"))
            .healthCheckIntervalSeconds(or(request.healthCheckIntervalSeconds(), 30))
            .healthCheckTimeoutSeconds(or(request.healthCheckTimeoutSeconds(), 5))
            .healthyThresholdCount(or(request.healthyThresholdCount(), 5))
            .unhealthyThresholdCount(or(request.unhealthyThresholdCount(), 2))
            .matcher(or(request.matcher(), Matcher.builder().httpCode("200").build()))
            .ipAddressType("ipv4");
    return request.healthCheckProtocol() == null
        ? shape.healthCheckProtocol("HTTP").build()
        : shape.healthCheckProtocol(request.healthCheckProtocol()).build();
  }

  private static <T> T or(T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  static Duration deregistrationDelay(GroupState group) {
    return Duration.ofSeconds(Long.parseLong(group.attributes.get(DEREGISTRATION_DELAY)));
  }

  /** Changes the health check, as far as it is named; all else of a group stays for ever. */
  static void modify(GroupState group, ModifyTargetGroupRequest request) {
    between("Health check interval", request.healthCheckIntervalSeconds(), 5, 300);
    between("Health check timeout", request.healthCheckTimeoutSeconds(), 2, 120);
    between("Healthy threshold count", request.healthyThresholdCount(), 2, 10);
    between("Unhealthy threshold count", request.unhealthyThresholdCount(), 2, 10);
    var was = group.shape;
    var shape =
        was.toBuilder()
            .healthCheckEnabled(or(request.healthCheckEnabled(), was.healthCheckEnabled()))
            .healthCheckPort(or(request.healthCheckPort(), was.healthCheckPort()))
            .healthCheckPath(or(request.healthCheckPath(), was.healthCheckPath()))
            .healthCheckIntervalSeconds(
                or(request.healthCheckIntervalSeconds(), was.healthCheckIntervalSeconds()))
            .healthCheckTimeoutSeconds(
                or(request.healthCheckTimeoutSeconds(), was.healthCheckTimeoutSeconds()))
            .healthyThresholdCount(or(request.healthyThresholdCount(), was.healthyThresholdCount()))
            .unhealthyThresholdCount(
                or(request.unhealthyThresholdCount(), was.unhealthyThresholdCount()))
            .matcher(or(request.matcher(), was.matcher()));
    if (request.healthCheckProtocol() != null) {
      shape.healthCheckProtocol(request.healthCheckProtocol());
    }
    group.shape = shape.build();
  }

  /** Changes the attributes that are named. */
  static void modify(GroupState group, List<TargetGroupAttribute> changes) {
    for (var change : changes) {
      if (!ATTRIBUTES.containsKey(change.key())) {
        throw BalancingErrors.validation(
            "Target group attribute key '" + change.key() + "' is not recognized");
      }
      if (change.key().equals(DEREGISTRATION_DELAY)
          && (!change.value().matches("\\d{1,4}") || Integer.parseInt(change.value()) > 3600)) {
        throw BalancingErrors.validation(
            "'" + DEREGISTRATION_DELAY + "' must be between 0 and 3600 inclusive");
      }
    }
    changes.forEach(change -> group.attributes.put(change.key(), change.value()));
  }

  static List<TargetGroupAttribute> attributes(GroupState group) {
    return group.attributes.entrySet().stream()
        .map(
            entry ->
                TargetGroupAttribute.builder().key(entry.getKey()).value(entry.getValue()).build())
        .toList();
  }
}
