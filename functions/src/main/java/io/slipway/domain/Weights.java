package io.slipway.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The weights that one listener rule, or the records of all names, give to target groups, by their
 * ARNs, as they were found or as they are wanted. What is found need not sum to 100; what is wanted
 * always does.
 *
 * @param byGroup of names that disagree, the most that any of them gives
 * @param byName what each name gives, where they disagree; empty otherwise
 */
public record Weights(SortedMap<String, Integer> byGroup, SortedMap<String, Weights> byName) {

  public Weights {
    byGroup = Collections.unmodifiableSortedMap(new TreeMap<>(byGroup));
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /** Of one rule, or of names that agree. */
  public Weights(SortedMap<String, Integer> byGroup) {
    this(byGroup, new TreeMap<>());
  }

  /** What names give together: one, where they agree. */
  public static Weights together(Map<String, Weights> byName) {
    var each = byName.values().stream().distinct().toList();
    if (each.size() == 1) {
      return each.getFirst();
    }
    var most = new TreeMap<String, Integer>();
    each.forEach(
        weights ->
            weights.byGroup.forEach((group, weight) -> most.merge(group, weight, Math::max)));
    return new Weights(most, new TreeMap<>(byName));
  }

  /** What each name gives; these alone where they agree. */
  public List<Weights> each() {
    return byName.isEmpty() ? List.of(this) : List.copyOf(byName.values());
  }

  public static Weights of(Map<String, Integer> byGroup) {
    return new Weights(new TreeMap<>(byGroup));
  }

  /** The weights that share requests between two groups. */
  public static Weights split(String liveGroup, String idleGroup, TrafficSplit split) {
    return of(Map.of(liveGroup, split.livePercent(), idleGroup, split.idlePercent()));
  }

  /** The weight of a group; 0 where nothing names it. */
  public int of(String targetGroup) {
    return byGroup.getOrDefault(targetGroup, 0);
  }

  /** Whether every request goes to this group. */
  public boolean only(String targetGroup) {
    return byName.isEmpty()
        && of(targetGroup) > 0
        && byGroup.values().stream().filter(weight -> weight > 0).count() == 1;
  }

  /** Names and weights, for people: {@code shop-prod1 90, shop-prod2 10}. */
  @Override
  public String toString() {
    if (!byName.isEmpty()) {
      return byName.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining("; "));
    }
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
