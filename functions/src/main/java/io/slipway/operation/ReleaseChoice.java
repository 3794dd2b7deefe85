package io.slipway.operation;

import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.Release;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses the release that a rollback goes back to: one that was recorded, never a revision that is
 * merely the one before.
 *
 * @param where the environment, for people
 * @param current what runs there, or has its customers
 */
record ReleaseChoice(String where, Release current) {

  private static final int MOST_NAMED = 10;

  /**
   * The release before the current one. A rollback records nothing new, so another one goes further
   * back and never forth again.
   *
   * @param recorded the releases among which it is, newest first
   */
  Release before(List<Release> recorded) {
    return recorded.stream()
        .filter(release -> release.deployedAt().isBefore(current.deployedAt()))
        .filter(release -> !release.sameContent(current))
        .findFirst()
        .orElseThrow(
            () ->
                new Rejected(
                    404,
                    "nothing-to-go-back-to",
                    current.version()
                        + " is the first release that "
                        + where
                        + " has had, so there is none to go back to"));
  }

  /**
   * The newest release of a version.
   *
   * @param recorded the releases among which it is, in the order of preference
   */
  Release of(String version, List<Release> recorded) {
    if (current.version().value().equals(version)) {
      throw new Rejected(
          409, "runs-already", "version: " + where + " runs " + current.version() + " already");
    }
    return recorded.stream()
        .filter(release -> release.version().value().equals(version))
        .findFirst()
        .orElseThrow(() -> unknown(version, recorded));
  }

  private Rejected unknown(String version, List<Release> recorded) {
    var known =
        recorded.stream()
            .filter(release -> !release.sameContent(current))
            .map(release -> release.version().value())
            .distinct()
            .limit(MOST_NAMED)
            .collect(Collectors.joining(", "));
    return new Rejected(
        404,
        "unknown-release",
        "version: "
            + where
            + " never had a release "
            + Quoted.of(version)
            + (known.isEmpty() ? "; it had no other than the current" : "; it had " + known));
  }

  /** What runs in {@code where}; without it there is nothing to go back from. */
  static Release current(String where, Optional<Release> running) {
    return running.orElseThrow(
        () ->
            new Rejected(
                409,
                "nothing-deployed",
                "nothing has been deployed to "
                    + where
                    + " yet, so there is nothing to go back from"));
  }
}
