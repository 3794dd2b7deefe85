package io.slipway.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One version of an environment's parameters, without their values.
 *
 * @param number from 1; a number is used once, also where its writing did not end
 * @param paths for each name, the version under whose path its value is: its own, or the one that
 *     it was kept from
 * @param written the names whose values were written for this version
 * @param complete whether every value was written, and this became the version in use
 * @param by who has asked for it
 * @param at when it was begun
 * @param supersededAt when another version took its place
 * @param operationId the deploy that it leads to, where it does
 */
public record ParameterVersion(
    int number,
    SortedMap<String, Integer> paths,
    SortedSet<String> written,
    boolean complete,
    String by,
    Instant at,
    Optional<Instant> supersededAt,
    Optional<String> operationId) {

  public ParameterVersion {
    paths = Collections.unmodifiableSortedMap(new TreeMap<>(paths));
    written = Collections.unmodifiableSortedSet(new TreeSet<>(written));
  }

  /** The version that a set is when nobody has given any. */
  public static final ParameterVersion NONE =
      new ParameterVersion(
          0,
          new TreeMap<>(),
          new TreeSet<>(),
          true,
          "",
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty());
}
