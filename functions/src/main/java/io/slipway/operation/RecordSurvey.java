package io.slipway.operation;

import io.slipway.aws.HostedZones;
import io.slipway.aws.NameRecords;
import io.slipway.aws.TaggedBalancers;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Place;
import io.slipway.domain.Rejected;
import io.slipway.domain.TaggedBalancer;
import io.slipway.domain.WeightedName;
import io.slipway.runtime.Platform;
import io.slipway.spec.BalancerPair;
import io.slipway.spec.Router;
import io.slipway.spec.Specification;
import io.slipway.spec.render.Colour;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for what weighted records need: two load balancers, hosted zones, and names to be had. */
final class RecordSurvey {

  private static final String FIELD = "specification.release.balancers";
  private static final List<String> TYPES = List.of("A", "AAAA");

  private final TaggedBalancers balancers;
  private final HostedZones zones;
  private final NameRecords records;

  RecordSurvey(Platform platform) {
    this.balancers = new TaggedBalancers(platform);
    this.zones = new HostedZones(platform);
    this.records = new NameRecords(platform);
  }

  private static Optional<BalancerPair> pair(Specification specification) {
    return Optional.of(specification.release())
        .filter(release -> release.router() == Router.ROUTE53)
        .map(release -> release.balancers().orElseThrow());
  }

  /**
   * The records that a new application needs; empty where no DNS weighs its slots.
   *
   * @throws Rejected 400 where there are not exactly two load balancers or no hosted zone, 409
   *     where a name has other records
   */
  Optional<RecordPlan> plan(ApplicationName application, Specification specification) {
    return pair(specification).map(pair -> plan(application, pair));
  }

  private RecordPlan plan(ApplicationName application, BalancerPair pair) {
    var tagged = balancers.of(pair.group());
    var sides =
        Stream.of(Place.PROD1, Place.PROD2)
            .collect(Collectors.toMap(slot -> slot, slot -> side(pair, slot, tagged)));
    boolean ipv6 = sides.get(Place.PROD1).ipv6();
    if (ipv6 != sides.get(Place.PROD2).ipv6()) {
      throw Rejected.invalid(
          FIELD,
          "both load balancers have IPv6 addresses, or none; but only one of "
              + sides.get(Place.PROD1)
              + " and "
              + sides.get(Place.PROD2)
              + " has");
    }
    var names = names(pair, ipv6 ? TYPES : TYPES.subList(0, 1));
    requireZones(names);
    requireFree(application, names);
    return new RecordPlan(names, slots(sides));
  }

  private static List<SlotBalancer> slots(Map<Place, TaggedBalancer> sides) {
    return sides.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            side ->
                new SlotBalancer(
                    side.getKey(),
                    side.getValue().arn(),
                    side.getValue().dnsName(),
                    side.getValue().dnsZone()))
        .toList();
  }

  /**
   * The names that an application that is there may have records of; none where no DNS weighs its
   * slots.
   */
  List<WeightedName> names(Specification specification) {
    return pair(specification).map(pair -> names(pair, TYPES)).orElse(List.of());
  }

  private List<WeightedName> names(BalancerPair pair, List<String> types) {
    var hosts = pair.hosts().stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    var found = zones.of(hosts);
    return hosts.stream().map(host -> new WeightedName(host, found.get(host), types)).toList();
  }

  private static TaggedBalancer side(BalancerPair pair, Place slot, List<TaggedBalancer> tagged) {
    var release =
        switch (Colour.of(slot)) {
          case BLUE -> pair.blue();
          case GREEN -> pair.green();
        };
    var found = tagged.stream().filter(one -> one.release().equals(release)).toList();
    if (found.size() != 1) {
      throw Rejected.invalid(
          FIELD,
          "exactly one application load balancer with the tags CanaryGroup "
              + pair.group()
              + " and CanaryRelease "
              + release
              + " is needed, but "
              + (found.isEmpty() ? "none was found" : said(found) + " were found")
              + "; with CanaryGroup "
              + pair.group()
              + " there "
              + (tagged.isEmpty() ? "is none at all" : "are " + said(tagged)));
    }
    return found.getFirst();
  }

  private static String said(List<TaggedBalancer> balancers) {
    return balancers.stream().map(TaggedBalancer::toString).collect(Collectors.joining(", "));
  }

  private static void requireZones(List<WeightedName> names) {
    names.stream()
        .filter(name -> name.zones().isEmpty())
        .findFirst()
        .ifPresent(
            name -> {
              throw Rejected.invalid(
                  FIELD + ".hosts", "no hosted zone of the account answers for " + name.host());
            });
  }

  private void requireFree(ApplicationName application, List<WeightedName> names) {
    var others = records.inTheWay(names, RecordPlan.identifiers(application));
    if (!others.isEmpty()) {
      throw new Rejected(
          409,
          "records-exist",
          "names that DNS is to weigh have records already: "
              + others.values().stream().flatMap(List::stream).collect(Collectors.joining(", "))
              + "; nothing of them is changed: remove them, or use other names");
    }
  }
}
