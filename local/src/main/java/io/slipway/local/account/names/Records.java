package io.slipway.local.account.names;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Changes the records of a zone: all of a batch, or none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">
 *     ChangeResourceRecordSets</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html">
 *     ResourceRecordSet: what goes with what</a>
 */
final class Records {

  private static final long MOST_WEIGHT = 255;

  private final String zone;
  private final NavigableMap<String, ResourceRecordSet> after;
  private final List<String> problems = new ArrayList<>();

  private Records(String zone, NavigableMap<String, ResourceRecordSet> before) {
    this.zone = zone;
    this.after = new TreeMap<>(before);
  }

  /** What a batch makes of the records of a zone; throws InvalidChangeBatch with every problem. */
  static NavigableMap<String, ResourceRecordSet> changed(
      String zone, NavigableMap<String, ResourceRecordSet> before, List<Change> batch) {
    var records = new Records(zone, before);
    batch.forEach(records::change);
    if (!records.problems.isEmpty()) {
      throw NameErrors.invalidBatch(records.problems);
    }
    return records.after;
  }

  /** As it is listed: lower-case, with a dot at its end. */
  static String full(String name) {
    var lower = name.toLowerCase(Locale.ROOT).replace("*", "\\052");
    return lower.endsWith(".") ? lower : lower + ".";
  }

  /** Names are listed by their labels, the last label first. */
  static String sorted(String name) {
    var labels = new ArrayList<>(List.of(full(name).split("\\.")));
    Collections.reverse(labels);
    return String.join(".", labels) + ".";
  }

  static String key(ResourceRecordSet record) {
    var identifier = record.setIdentifier() == null ? "" : record.setIdentifier();
    return sorted(record.name()) + " " + record.typeAsString() + " " + identifier;
  }

  private void change(Change change) {
    var given = change.resourceRecordSet();
    var record = given.toBuilder().name(full(given.name())).build();
    if (record.aliasTarget() != null) {
      var target = record.aliasTarget();
      record =
          record.toBuilder()
              .aliasTarget(target.toBuilder().dnsName(full(target.dnsName())).build())
              .build();
    }
    if (!isValid(record)) {
      return;
    }
    switch (change.action()) {
      case CREATE -> create(record);
      case UPSERT -> put(record);
      case DELETE -> delete(record);
      default -> throw NameErrors.invalidInput("Invalid action " + change.actionAsString());
    }
  }

  private boolean isValid(ResourceRecordSet record) {
    if (!("." + record.name()).endsWith("." + zone)) {
      problems.add(
          "RRSet with DNS name %s is not permitted in zone %s".formatted(record.name(), zone));
      return false;
    }
    if (record.type() == RRType.CNAME && record.name().equals(zone)) {
      problems.add(
          "RRSet of type CNAME with DNS name %s is not permitted at apex in zone %s"
              .formatted(record.name(), zone));
      return false;
    }
    boolean alias = record.aliasTarget() != null;
    if (alias == record.hasResourceRecords() || alias == (record.ttl() != null)) {
      throw NameErrors.invalidInput(
          "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and"
              + " ResourceRecords], or TrafficPolicyInstanceId]");
    }
    if ((record.weight() == null) != (record.setIdentifier() == null)) {
      throw NameErrors.invalidInput(
          "Invalid request: Missing field '%s' in Change with [Name=%s, Type=%s]"
              .formatted(
                  record.weight() == null ? "Weight" : "SetIdentifier",
                  record.name(),
                  record.typeAsString()));
    }
    if (record.weight() != null && (record.weight() < 0 || record.weight() > MOST_WEIGHT)) {
      throw NameErrors.invalidInput("Value '" + record.weight() + "' at 'weight' is not 0 to 255");
    }
    if (alias && !record.aliasTarget().dnsName().endsWith(".elb.amazonaws.com.")) {
      problems.add(
          "Tried to create an alias that targets %s, type %s in zone %s, but the alias target name"
                  .formatted(
                      record.aliasTarget().dnsName(),
                      record.typeAsString(),
                      record.aliasTarget().hostedZoneId())
              + " does not lie within the target zone");
      return false;
    }
    return true;
  }

  private void create(ResourceRecordSet record) {
    if (after.containsKey(key(record))) {
      problems.add(
          "Tried to create resource record set %s but it already exists".formatted(said(record)));
      return;
    }
    put(record);
  }

  private void put(ResourceRecordSet record) {
    for (var other : after.values()) {
      if (!other.name().equals(record.name()) || key(other).equals(key(record))) {
        continue;
      }
      boolean oneIsSimple = (other.setIdentifier() == null) != (record.setIdentifier() == null);
      if (other.type() == record.type() && oneIsSimple) {
        problems.add(
            ("RRSet with DNS name %s, type %s, SetIdentifier %s cannot be created as other RRSets"
                    + " exist with the same name and type.")
                .formatted(record.name(), record.typeAsString(), record.setIdentifier()));
        return;
      }
      boolean oneIsCname = (other.type() == RRType.CNAME) != (record.type() == RRType.CNAME);
      if (oneIsCname) {
        problems.add(
            ("RRSet of type %s with DNS name %s is not permitted because a conflicting RRSet of"
                    + " type %s with the same DNS name already exists in zone %s")
                .formatted(record.typeAsString(), record.name(), other.typeAsString(), zone));
        return;
      }
    }
    after.put(key(record), record);
  }

  private void delete(ResourceRecordSet record) {
    var there = after.get(key(record));
    if (there == null) {
      problems.add(
          "Tried to delete resource record set %s but it was not found".formatted(said(record)));
    } else if (!there.equals(record)) {
      problems.add(
          ("Tried to delete resource record set %s but the values provided do not match the current"
                  + " values")
              .formatted(said(record)));
    } else {
      after.remove(key(record));
    }
  }

  private static String said(ResourceRecordSet record) {
    return "[name='%s', type='%s'%s]"
        .formatted(
            record.name(),
            record.typeAsString(),
            record.setIdentifier() == null
                ? ""
                : ", set identifier='" + record.setIdentifier() + "'");
  }
}
