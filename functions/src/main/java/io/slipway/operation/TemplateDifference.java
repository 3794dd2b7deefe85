package io.slipway.operation;

import java.util.Locale;
import java.util.Optional;

/**
 * What another template says otherwise about one property of a resource.
 *
 * @param about what part of the application the resource belongs to
 * @param resource its logical id
 * @param type in CloudFormation's words
 * @param path of the property; empty for a resource that comes or goes and has none
 * @param from what is said of it; empty where nothing is, or where values are nobody's to see
 * @param to what would be said of it; likewise
 */
public record TemplateDifference(
    About about,
    String resource,
    String type,
    String path,
    Kind kind,
    Optional<String> from,
    Optional<String> to) {

  /** What a resource is part of. */
  public enum About {
    /** Counts, capacity, deployment configuration, placement, scaling. */
    SERVICE,
    /** Listeners, their rules, target groups, load balancers. */
    RULES,
    /** Names in DNS. */
    RECORDS,
    OTHER;

    static About of(String type) {
      if (type.equals("AWS::ECS::Service")
          || type.startsWith("AWS::ApplicationAutoScaling::")
          || type.startsWith("AWS::ServiceDiscovery::")) {
        return SERVICE;
      }
      if (type.startsWith("AWS::ElasticLoadBalancingV2::")) {
        return RULES;
      }
      return type.startsWith("AWS::Route53::") ? RECORDS : OTHER;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What becomes of the property. */
  public enum Kind {
    ADDED,
    CHANGED,
    REMOVED
  }
}
