package io.slipway.spec.rules;

import io.slipway.domain.Quoted;
import io.slipway.spec.TargetGroup;
import io.slipway.spec.shape.Nearest;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Attributes of target groups of Application Load Balancers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html">
 *     TargetGroupAttribute</a>
 */
final class GroupAttributes {

  private static final Pattern TRUTH = Pattern.compile("true|false");
  private static final Pattern UP_TO_AN_HOUR = number("\\d{1,3}|[12]\\d{3}|3[0-5]\\d{2}|3600");
  private static final Pattern UP_TO_A_WEEK =
      number("[1-9]\\d{0,4}|[1-5]\\d{5}|60[0-3]\\d{3}|604[0-7]\\d{2}|604800");
  private static final Pattern COUNT = number("off|\\d{1,4}");
  private static final Pattern PERCENT = number("off|\\d{1,2}|100");

  private static final Map<String, Pattern> KNOWN =
      Map.ofEntries(
          Map.entry("deregistration_delay.timeout_seconds", UP_TO_AN_HOUR),
          Map.entry("slow_start.duration_seconds", number("0|[3-9]\\d|[1-8]\\d{2}|900")),
          Map.entry("stickiness.enabled", TRUTH),
          Map.entry("stickiness.type", Pattern.compile("lb_cookie|app_cookie")),
          Map.entry("stickiness.lb_cookie.duration_seconds", UP_TO_A_WEEK),
          Map.entry("stickiness.app_cookie.cookie_name", Pattern.compile("[!-~]{1,256}")),
          Map.entry("stickiness.app_cookie.duration_seconds", UP_TO_A_WEEK),
          Map.entry(
              "load_balancing.algorithm.type",
              Pattern.compile("round_robin|least_outstanding_requests|weighted_random")),
          Map.entry("load_balancing.algorithm.anomaly_mitigation", Pattern.compile("on|off")),
          Map.entry(
              "load_balancing.cross_zone.enabled",
              Pattern.compile("true|false|use_load_balancer_configuration")),
          Map.entry("target_group_health.dns_failover.minimum_healthy_targets.count", COUNT),
          Map.entry("target_group_health.dns_failover.minimum_healthy_targets.percentage", PERCENT),
          Map.entry(
              "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count",
              number("\\d{1,4}")),
          Map.entry(
              "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage",
              PERCENT));

  private GroupAttributes() {}

  private static Pattern number(String pattern) {
    return Pattern.compile(pattern);
  }

  static void check(TargetGroup group, String path, Said problems) {
    group
        .attributes()
        .forEach(
            (name, value) -> {
              var place = Paths.key(path, name);
              var allowed = KNOWN.get(name);
              if (allowed == null) {
                problems.add(
                    place,
                    "target groups have no such attribute"
                        + Nearest.of(name, KNOWN.keySet())
                            .map(meant -> "; did you mean " + meant + "?")
                            .orElse(""));
              } else if (!allowed.matcher(value).matches()) {
                problems.add(
                    place, "a target group does not take " + Quoted.of(value) + " for this");
              }
            });
  }
}
