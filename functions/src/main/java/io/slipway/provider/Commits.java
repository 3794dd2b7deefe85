package io.slipway.provider;

import io.slipway.domain.CommitId;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceRepository;
import io.slipway.domain.SourceVersion;

/** What a provider's answer to the question for a commit must be. */
final class Commits {

  private Commits() {}

  /** The commit, where it is one: a branch may be called like the digits of a commit. */
  static CommitId checked(SourceVersion version, String digits, SourceRepository repository) {
    if (!CommitId.isOne(digits)) {
      throw Exchange.refused(
          repository.provider().title() + " answered with no commit: " + Quoted.of(digits));
    }
    boolean other =
        version.kind() == SourceVersion.Kind.COMMIT && !digits.startsWith(version.name());
    if (other) {
      throw unknown(version, repository);
    }
    return new CommitId(digits);
  }

  static Rejected unknown(SourceVersion version, SourceRepository repository) {
    return new Rejected(
        404,
        "unknown-version",
        "the repository "
            + repository
            + " has no "
            + version.kind()
            + " "
            + Quoted.of(version.name()));
  }
}
