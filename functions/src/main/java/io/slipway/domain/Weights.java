package io.slipway.domain;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The weights that one listener rule gives to target groups, by their ARNs, as they were found or
 * as they are wanted. What is found need not sum to 100; what is wanted always does.
 */
public record Weights(SortedMap<String, Integer> byGroup) {

  public Weights {
    byGroup = Collections.unmodifiableSortedMap(new TreeMap<>(byGroup));
  }

  public static Weights of(Map<String, Integer> byGroup) {
    return new Weights(new TreeMap<>(byGroup));
  }

  /** The weights that share requests between two groups. */
  public static Weights split(String liveGroup, String idleGroup, TrafficSplit split) {
    return of(Map.of(liveGroup, split.livePercent(), idleGroup, split.idlePercent()));
  }

  /** The weight of a group; 0 where the rule does not name it. */
  public int of(String targetGroup) {
    return byGroup.getOrDefault(targetGroup, 0);
  }

  /** Whether every request goes to this group. */
  public boolean only(String targetGroup) {
    return of(targetGroup) > 0
        && byGroup.values().stream().filter(weight -> weight > 0).count() == 1;
  }

  /** Names and weights, for people: {@code shop-prod1 90, shop-prod2 10}. */
  @Override
  public String toString() {
    return byGroup.isEmpty()
        ? "no target group"
        : byGroup.entrySet().stream()
            .map(entry -> name(entry.getKey()) + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  /** The name within {@code arn:…:targetgroup/NAME/ID}. */
  private static String name(String arn) {
    var parts = arn.split("/", -1);
    return parts.length == 3 ? parts[1] : arn;
  }
}
