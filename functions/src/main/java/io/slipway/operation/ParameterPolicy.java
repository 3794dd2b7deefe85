package io.slipway.operation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Holds the parameters that an environment has against those that the specification names: every
 * one has to be there, and no other.
 *
 * @param missing named by the specification, and not there
 * @param extra there, and not named
 */
public record ParameterPolicy(List<String> missing, List<String> extra) {

  private static final int MOST_NAMED = 20;

  public ParameterPolicy {
    missing = List.copyOf(missing);
    extra = List.copyOf(extra);
  }

  /**
   * The verdict.
   *
   * @param wanted the specification's keys
   * @param given the names that the environment has
   */
  public static ParameterPolicy of(Collection<String> wanted, Collection<String> given) {
    var missing = new TreeSet<>(wanted);
    missing.removeAll(given);
    var extra = new TreeSet<>(given);
    extra.removeAll(wanted);
    return new ParameterPolicy(List.copyOf(missing), List.copyOf(extra));
  }

  /** What differs, for people; empty where nothing does. */
  public Optional<String> difference() {
    if (missing.isEmpty() && extra.isEmpty()) {
      return Optional.empty();
    }
    var lacks = missing.isEmpty() ? "" : "lacks " + named(missing);
    var has = extra.isEmpty() ? "" : "has " + named(extra) + ", which the specification lacks";
    return Optional.of(lacks + (lacks.isEmpty() || has.isEmpty() ? "" : ", and ") + has);
  }

  private static String named(List<String> names) {
    return names.size() <= MOST_NAMED
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMED))
            + " and "
            + (names.size() - MOST_NAMED)
            + " more";
  }
}
