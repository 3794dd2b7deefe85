package io.slipway.flow.create;

import java.util.Locale;

/**
 * Adds what can be done to a failure that only a quota explains. The quota can be raised, so it is
 * not checked before: what AWS says decides.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html">
 *     rules per application load balancer: 100, adjustable</a>
 */
final class RuleQuota {

  private RuleQuota() {}

  static String explained(String reason) {
    var lower = reason.toLowerCase(Locale.ROOT);
    boolean tooManyRules =
        lower.contains("toomanyrules")
            || (lower.contains("maximum number of rules") && lower.contains("load balancer"));
    return tooManyRules
        ? reason
            + "; the load balancer has as many rules as its quota allows (100 unless raised):"
            + " delete an application, or raise 'Rules per Application Load Balancer' in Service"
            + " Quotas, and ask again"
        : reason;
  }
}
