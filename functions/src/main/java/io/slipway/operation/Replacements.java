package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.ResourceChangeSeen;
import io.slipway.domain.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What an update may not do: make anew what requests come by. A service, a target group or a load
 * balancer that CloudFormation makes anew is another one, with no task and no connection; with the
 * names that they have, it could not even be made beside the one that is there.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html">
 *     "Update requires: Replacement" of the three types</a>
 */
public final class Replacements {

  private static final Map<String, Set<String>> PROPERTIES =
      Map.of(
          "AWS::ECS::Service",
          Set.of("Cluster", "LaunchType", "Role", "SchedulingStrategy", "ServiceName"),
          "AWS::ElasticLoadBalancingV2::TargetGroup",
          Set.of(
              "IpAddressType",
              "Name",
              "Port",
              "Protocol",
              "ProtocolVersion",
              "TargetType",
              "VpcId"),
          "AWS::ElasticLoadBalancingV2::LoadBalancer",
          Set.of("Name", "Scheme", "Type"));

  private Replacements() {}

  /**
   * Refuses a template that would make one of them anew, or take away what the inventory names.
   *
   * @throws Rejected 409 with everything that stands against it
   */
  static void refuse(String stack, JsonNode former, JsonNode next) {
    var found = between(former, next);
    if (!found.isEmpty()) {
      throw new Rejected(
          409,
          "would-replace",
          "specification: stack "
              + stack
              + " could only be updated by replacing what requests come by: "
              + String.join("; ", found)
              + ". Leave that as it is; where it has to be otherwise, make a new application with"
              + " this specification, and move to that");
    }
  }

  /** What would be made anew, with the properties that make it so. */
  static List<String> between(JsonNode former, JsonNode next) {
    var found = new ArrayList<String>();
    former
        .path("Resources")
        .properties()
        .forEach(
            entry -> {
              var type = entry.getValue().path("Type").asText();
              var other = next.path("Resources").path(entry.getKey());
              if (PROPERTIES.containsKey(type)) {
                what(entry.getKey(), type, entry.getValue(), other).forEach(found::add);
              }
            });
    return found;
  }

  private static List<String> what(String id, String type, JsonNode was, JsonNode becomes) {
    if (becomes.isMissingNode()) {
      return isOfPrimary(id) ? List.of(id + " (" + type + ") would go") : List.of();
    }
    var changed = new TreeSet<String>();
    for (var property : PROPERTIES.get(type)) {
      if (!was.path("Properties")
          .path(property)
          .equals(becomes.path("Properties").path(property))) {
        changed.add(property);
      }
    }
    return changed.isEmpty()
        ? List.of()
        : List.of(
            id + " (" + type + ") would be made anew for another " + String.join(", ", changed));
  }

  /** What belongs to another service than the primary one has its name at the end. */
  private static boolean isOfPrimary(String id) {
    return id.matches("(Prod[12])?(Service|TargetGroup)");
  }

  /** As {@link #between}, by what CloudFormation itself says. */
  public static List<String> in(List<ResourceChangeSeen> changes) {
    return changes.stream()
        .filter(change -> PROPERTIES.containsKey(change.type()))
        .filter(
            change ->
                change.replacement() == ResourceChangeSeen.Replacement.YES
                    || (change.action().equals("Remove") && isOfPrimary(change.logicalId())))
        .map(ResourceChangeSeen::toString)
        .collect(Collectors.toList());
  }
}
