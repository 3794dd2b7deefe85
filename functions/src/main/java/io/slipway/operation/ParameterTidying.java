package io.slipway.operation;

import io.slipway.store.ParameterVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of an environment's parameters nobody needs any more.
 *
 * @param versions their numbers
 * @param values the values that only these have
 */
record ParameterTidying(List<Integer> versions, Set<Value> values) {

  /**
   * How long a version stays whatever happens: far longer than a request may take that has read
   * that it is in use, or that writes it.
   */
  private static final Duration GRACE = Duration.ofHours(1);

  /** A value: its name, and the version under whose path it is. */
  record Value(String name, int version) implements Comparable<Value> {

    @Override
    public int compareTo(Value other) {
      int byVersion = Integer.compare(version, other.version);
      return byVersion != 0 ? byVersion : name.compareTo(other.name);
    }
  }

  /**
   * Decides.
   *
   * @param all every version there is
   * @param current the number of the version in use; 0 where there is none
   * @param released numbers that recorded releases have
   */
  static ParameterTidying of(
      List<ParameterVersion> all, int current, Set<Integer> released, Instant now) {
    var kept =
        all.stream()
            .filter(
                version ->
                    version.number() == current
                        || released.contains(version.number())
                        || version.supersededAt().orElse(version.at()).isAfter(now.minus(GRACE)))
            .collect(Collectors.toSet());
    var needed = new TreeSet<Value>();
    kept.forEach(version -> needed.addAll(values(version)));
    var unneeded = new TreeSet<Value>();
    all.forEach(version -> unneeded.addAll(values(version)));
    unneeded.removeAll(needed);
    return new ParameterTidying(
        all.stream()
            .filter(version -> !kept.contains(version))
            .map(ParameterVersion::number)
            .toList(),
        unneeded);
  }

  /** Every value that a version has, or was to have. */
  static Set<Value> values(ParameterVersion version) {
    var values = new TreeSet<Value>();
    version.paths().forEach((name, path) -> values.add(new Value(name, path)));
    version.written().forEach(name -> values.add(new Value(name, version.number())));
    return values;
  }
}
