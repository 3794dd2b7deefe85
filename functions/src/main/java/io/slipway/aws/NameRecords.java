package io.slipway.aws;

import io.slipway.domain.RecordSide;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.RetryLater;
import io.slipway.domain.WeightedName;
import io.slipway.domain.WeightedRecords;
import io.slipway.domain.Weights;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The weighted alias records of names: read, set and removed, all of a hosted zone at once.
 *
 * <p>Aliases to load balancers are allowed for the name of a zone itself as well, and resolvers
 * keep them for 60 seconds. The health of targets does not count for them: one empty group of
 * another application behind the same load balancer would make it ill for DNS, and customers would
 * be sent to a slot that Slipway has not chosen.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html">
 *     ChangeResourceRecordSets: all or nothing; PENDING until all name servers have it</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html">
 *     Alias records</a>
 */
public final class NameRecords {

  /** Types that cannot stand beside weighted ones of the same name, or are they. */
  private static final Set<RRType> LEADING = Set.of(RRType.A, RRType.AAAA, RRType.CNAME);

  private final Route53Client route53;

  public NameRecords(Platform platform) {
    this.route53 = platform.route53();
  }

  /**
   * The weights that the names have now.
   *
   * @throws ResourceMissing where a name has no such records
   */
  public Weights weights(WeightedRecords records) {
    var byName = new TreeMap<String, Weights>();
    for (var name : records.names()) {
      for (var zone : name.zones()) {
        var there = at(zone, name.host());
        for (var type : name.types()) {
          byName.put(
              name.host() + " " + type + " in " + zone,
              weights(records, there, RRType.fromValue(type), name));
        }
      }
    }
    return Weights.together(byName);
  }

  private static Weights weights(
      WeightedRecords records, List<ResourceRecordSet> there, RRType type, WeightedName name) {
    var byGroup = new TreeMap<String, Integer>();
    there.stream()
        .filter(found -> found.type() == type)
        .forEach(found -> byGroup.put(leadsTo(records, found), weight(found)));
    if (byGroup.isEmpty()) {
      throw new ResourceMissing("the name " + name.host() + " has no record of type " + type);
    }
    return Weights.of(byGroup);
  }

  /** The target group of the slot; whatever is not ours is called by what it is. */
  private static String leadsTo(WeightedRecords records, ResourceRecordSet found) {
    return records.sides().stream()
        .filter(side -> isOf(side, found))
        .map(RecordSide::targetGroup)
        .findFirst()
        .orElseGet(() -> "a record that Slipway has not made, " + said(found));
  }

  private static boolean isOf(RecordSide side, ResourceRecordSet found) {
    return side.identifier().equals(found.setIdentifier())
        && found.aliasTarget() != null
        && RecordNames.balancer(found.aliasTarget().dnsName())
            .equals(RecordNames.balancer(side.dnsName()));
  }

  private static int weight(ResourceRecordSet found) {
    return found.weight() == null ? 0 : found.weight().intValue();
  }

  /**
   * Gives all names these weights, in one change of each zone; where they have them already, that
   * only tells when all name servers know.
   *
   * @return the ids of the changes
   */
  public List<String> set(WeightedRecords records, Weights weights) {
    var changes = new ArrayList<String>();
    for (var zone : records.resources()) {
      var batch =
          records.names().stream()
              .filter(name -> name.zones().contains(zone))
              .flatMap(name -> name.types().stream().map(type -> named(name, type)))
              .flatMap(
                  named -> records.sides().stream().map(side -> weighted(named, side, weights)))
              .map(record -> change(ChangeAction.UPSERT, record))
              .toList();
      changes.add(change(zone, batch));
    }
    return List.copyOf(changes);
  }

  private static ResourceRecordSet named(WeightedName name, String type) {
    return ResourceRecordSet.builder().name(name.host()).type(type).build();
  }

  private static ResourceRecordSet weighted(
      ResourceRecordSet named, RecordSide side, Weights weights) {
    return named.toBuilder()
        .setIdentifier(side.identifier())
        .weight((long) weights.of(side.targetGroup()))
        .aliasTarget(
            target ->
                target
                    .dnsName(side.dnsName())
                    .hostedZoneId(side.dnsZone())
                    .evaluateTargetHealth(false))
        .build();
  }

  /**
   * Removes the records with these identifiers, whatever their weights are.
   *
   * @return the ids of the changes; empty where nothing was there
   */
  public List<String> remove(Collection<WeightedName> names, Set<String> identifiers) {
    var changes = new ArrayList<String>();
    var zones = names.stream().flatMap(name -> name.zones().stream()).distinct().sorted().toList();
    for (var zone : zones) {
      var batch =
          names.stream()
              .filter(name -> name.zones().contains(zone))
              .flatMap(name -> at(zone, name.host()).stream())
              .filter(found -> identifiers.contains(found.setIdentifier()))
              .map(found -> change(ChangeAction.DELETE, found))
              .toList();
      if (!batch.isEmpty()) {
        changes.add(change(zone, batch));
      }
    }
    return List.copyOf(changes);
  }

  /** The records with these identifiers that are there, for people, by the ids of their zones. */
  public SortedMap<String, List<String>> with(
      Collection<WeightedName> names, Set<String> identifiers) {
    return said(names, found -> identifiers.contains(found.setIdentifier()));
  }

  /** The records that stand in the way of weighted ones with these identifiers, likewise. */
  public SortedMap<String, List<String>> inTheWay(
      Collection<WeightedName> names, Set<String> identifiers) {
    return said(names, found -> !identifiers.contains(found.setIdentifier()));
  }

  private SortedMap<String, List<String>> said(
      Collection<WeightedName> names, Predicate<ResourceRecordSet> isMeant) {
    var byZone = new TreeMap<String, List<String>>();
    for (var name : names) {
      for (var zone : name.zones()) {
        at(zone, name.host()).stream()
            .filter(isMeant)
            .forEach(
                found ->
                    byZone.computeIfAbsent(zone, absent -> new ArrayList<>()).add(said(found)));
      }
    }
    return byZone;
  }

  private static String said(ResourceRecordSet found) {
    return RecordNames.plain(found.name())
        + " "
        + found.typeAsString()
        + (found.setIdentifier() == null ? "" : " '" + found.setIdentifier() + "'");
  }

  /**
   * Whether all name servers know of a change.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetChange.html">GetChange</a>
   */
  public boolean isInSync(String change) {
    return AwsErrors.calling(
                "read the change " + change, () -> route53.getChange(request -> request.id(change)))
            .changeInfo()
            .status()
        == ChangeStatus.INSYNC;
  }

  /** Of all types that lead somewhere; the list is sorted by names, and others of it follow. */
  private List<ResourceRecordSet> at(String zone, String host) {
    return AwsErrors.calling(
        "read the records of " + host,
        () -> {
          try {
            return route53
                .listResourceRecordSetsPaginator(
                    request -> request.hostedZoneId(zone).startRecordName(host))
                .resourceRecordSets()
                .stream()
                .takeWhile(found -> RecordNames.plain(found.name()).equals(host))
                .filter(found -> LEADING.contains(found.type()))
                .toList();
          } catch (NoSuchHostedZoneException e) {
            throw new ResourceMissing("the hosted zone " + zone + " does not exist", e);
          }
        });
  }

  private static Change change(ChangeAction action, ResourceRecordSet record) {
    return Change.builder().action(action).resourceRecordSet(record).build();
  }

  /**
   * Makes one change.
   *
   * @throws RetryLater where the zone is busy with another one
   */
  private String change(String zone, List<Change> batch) {
    var id =
        AwsErrors.calling(
                "change the records of the hosted zone " + zone,
                () ->
                    route53.changeResourceRecordSets(
                        request ->
                            request.hostedZoneId(zone).changeBatch(all -> all.changes(batch))))
            .changeInfo()
            .id();
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
