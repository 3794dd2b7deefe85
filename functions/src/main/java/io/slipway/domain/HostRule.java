package io.slipway.domain;

import java.util.List;

/**
 * A listener rule of one load balancer, which weighs target groups.
 *
 * @param arn of the rule
 */
public record HostRule(String arn) implements TrafficRoute {

  @Override
  public String service() {
    return "elasticloadbalancing";
  }

  @Override
  public String action() {
    return "ModifyRule";
  }

  @Override
  public List<String> resources() {
    return List.of(arn);
  }

  @Override
  public String toString() {
    return "the listener rule " + arn;
  }
}
