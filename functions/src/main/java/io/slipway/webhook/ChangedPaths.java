package io.slipway.webhook;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The paths that the commits of a push have added, changed or removed. */
final class ChangedPaths {

  /** So many that a filter is no help, and few enough for the row of a table. */
  private static final int MOST = 1_000;

  private static final int MOST_CHARACTERS = 100_000;

  private ChangedPaths() {}

  /**
   * All of them; empty where they are too many.
   *
   * @param commits as both providers list them
   */
  static Optional<List<String>> of(List<Payload> commits) {
    var paths = new TreeSet<String>();
    for (var commit : commits) {
      Stream.of("added", "modified", "removed").map(commit::texts).forEach(paths::addAll);
    }
    boolean few =
        paths.size() <= MOST && paths.stream().mapToInt(String::length).sum() <= MOST_CHARACTERS;
    return few && !paths.isEmpty() ? Optional.of(List.copyOf(paths)) : Optional.empty();
  }
}
