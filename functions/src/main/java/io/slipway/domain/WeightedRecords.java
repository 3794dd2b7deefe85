package io.slipway.domain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * DNS records of the customers' names, which weigh the load balancers of both slots. The names have
 * the same weights at any time, but for the moment between the changes of two hosted zones.
 */
public record WeightedRecords(List<WeightedName> names, List<RecordSide> sides)
    implements TrafficRoute {

  public WeightedRecords {
    names = List.copyOf(names);
    sides = List.copyOf(sides);
  }

  /** The side of a slot, by its target group. */
  public RecordSide side(String targetGroup) {
    return sides.stream()
        .filter(side -> side.targetGroup().equals(targetGroup))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no records lead to " + targetGroup));
  }

  @Override
  public String service() {
    return "route53";
  }

  @Override
  public String action() {
    return "ChangeResourceRecordSets";
  }

  /** The hosted zones: all names of one are changed at once. */
  @Override
  public List<String> resources() {
    return names.stream().flatMap(name -> name.zones().stream()).distinct().sorted().toList();
  }

  @Override
  public String toString() {
    return "the weighted records of "
        + names.stream().map(WeightedName::host).collect(Collectors.joining(", "));
  }
}
