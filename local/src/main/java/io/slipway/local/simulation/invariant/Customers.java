package io.slipway.local.simulation.invariant;

import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;

/** Which of an application's rules customers come through. */
final class Customers {

  private Customers() {}

  /** Whether it is the rule of a preview host, on which nobody depends. */
  static boolean isPreview(Rule rule) {
    return rule.conditions().stream()
        .filter(condition -> "host-header".equals(condition.field()))
        .flatMap(condition -> condition.values().stream())
        .anyMatch(host -> host.contains("-prod-blue."));
  }
}
