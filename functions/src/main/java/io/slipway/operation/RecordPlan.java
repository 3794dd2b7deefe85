package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Place;
import io.slipway.domain.RecordSide;
import io.slipway.domain.ServiceAddress;
import io.slipway.domain.WeightedName;
import io.slipway.domain.WeightedRecords;
import io.slipway.spec.render.Balancer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The records that weigh the slots of a new application's production: of which names, to which load
 * balancers.
 */
public record RecordPlan(List<WeightedName> names, List<SlotBalancer> balancers) {

  public RecordPlan {
    names = List.copyOf(names);
    balancers = List.copyOf(balancers);
  }

  /** What tells the records of a slot from all others of the same name. */
  private static String identifier(ApplicationName application, Place slot) {
    return "slipway-" + application.key() + "-" + slot;
  }

  /** Those of both slots. */
  public static Set<String> identifiers(ApplicationName application) {
    return Set.of(identifier(application, Place.PROD1), identifier(application, Place.PROD2));
  }

  /** What a stack finds there, for each slot. */
  public Map<Place, Balancer> pair() {
    return balancers.stream()
        .collect(
            Collectors.toMap(
                SlotBalancer::slot, one -> new Balancer(one.arn(), one.dnsName(), one.dnsZone())));
  }

  /** The records, once the slots have their target groups. */
  public WeightedRecords records(ApplicationName application, Map<Place, ServiceAddress> slots) {
    return new WeightedRecords(
        names,
        balancers.stream()
            .map(
                one ->
                    new RecordSide(
                        slots.get(one.slot()).targetGroup(),
                        identifier(application, one.slot()),
                        one.arn(),
                        one.dnsName(),
                        one.dnsZone(),
                        slots.get(one.slot()).url()))
            .toList());
  }
}
