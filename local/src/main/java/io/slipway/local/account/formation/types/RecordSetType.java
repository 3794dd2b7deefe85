package io.slipway.local.account.formation.types;

import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.formation.ResourceFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * {@code AWS::Route53::RecordSet}: a record in a hosted zone. {@code Ref} is its name. Takes as
 * long as Route 53 takes to say INSYNC.
 */
final class RecordSetType extends KeptType {

  RecordSetType(KeptResources kept) {
    super(
        "AWS::Route53::RecordSet",
        new Schema(
            Set.of("HostedZoneId", "Name", "Type", "TTL", "ResourceRecords", "AliasTarget"),
            Set.of("HostedZoneId", "Name", "Type"),
            Set.of()),
        Duration.ofSeconds(35),
        kept,
        "Name");
  }

  @Override
  public Set<String> replacing() {
    return Set.of("Name", "HostedZoneId");
  }

  @Override
  Made describe(Order order) {
    var properties = order.properties();
    boolean isAlias = properties.has("AliasTarget");
    if (isAlias == properties.has("ResourceRecords")) {
      throw new ResourceFailure(
          ("Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and"
                  + " ResourceRecords], or TrafficPolicyInstanceId], but found %s in Change with"
                  + " [Action=CREATE, Name=%s]")
              .formatted(isAlias ? "more than one" : "none", properties.get("Name").asText()));
    }
    return new Made(properties.get("Name").asText(), Map.of());
  }
}
