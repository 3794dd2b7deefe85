package io.slipway.domain;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a place is not as Slipway last wrote it: somebody else has changed it.
 *
 * @param since when it was first found
 * @param differences at least one
 */
public record Drift(Instant since, List<Difference> differences) {

  public Drift {
    differences = List.copyOf(differences);
    if (differences.isEmpty()) {
      throw new IllegalArgumentException("a drift without a difference");
    }
  }

  @Override
  public String toString() {
    return told(differences);
  }

  /** Differences in one sentence. */
  public static String told(List<Difference> differences) {
    return differences.stream().map(Difference::toString).collect(Collectors.joining("; "));
  }
}
