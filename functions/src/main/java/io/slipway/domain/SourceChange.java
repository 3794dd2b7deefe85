package io.slipway.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has happened to source code, or to an image, in the words of no provider. A branch or tag
 * that is gone is no change: there is nothing to build or deploy.
 */
public sealed interface SourceChange {

  /** When it happened, by the provider's clock. */
  Instant at();

  /**
   * A branch has other commits.
   *
   * @param onDefaultBranch whether it is the repository's default branch
   * @param before what it stood at; empty where it is new
   * @param commit what it stands at
   * @param author who pushed, by the provider's name for them; not who the commits say wrote them
   * @param paths what was added, changed or removed; empty where the provider has not named all
   */
  record Push(
      String branch,
      boolean onDefaultBranch,
      Optional<String> before,
      String commit,
      Optional<String> author,
      Optional<List<String>> paths,
      Instant at)
      implements SourceChange {

    public Push {
      paths = paths.map(List::copyOf);
    }
  }

  /**
   * There is a new tag, or it stands for another commit.
   *
   * @param commit never that of the tag itself
   * @param author who pushed it
   */
  record TagPushed(String tag, String commit, Optional<String> author, Instant at)
      implements SourceChange {}

  /**
   * A release was published under a tag.
   *
   * @param commit empty where the provider does not say
   * @param author who published it
   */
  record ReleasePublished(String tag, Optional<String> commit, Optional<String> author, Instant at)
      implements SourceChange {}

  /**
   * A pull request (GitHub) or merge request (GitLab).
   *
   * @param number as people write it, unique in its repository
   * @param branch that is to be merged
   * @param target the branch that it is to be merged into
   * @param commit the last of {@code branch}
   * @param author who opened it
   * @param fromFork whether {@code branch} is in another repository, whose owners need have no
   *     rights in this one
   */
  record PullRequest(
      long number,
      Action action,
      String branch,
      String target,
      String commit,
      List<String> labels,
      Optional<String> author,
      boolean fromFork,
      Instant at)
      implements SourceChange {

    /** What became of it. */
    public enum Action {
      OPENED,
      /** Other commits, labels or another target. */
      UPDATED,
      /** Merged or given up. */
      CLOSED
    }

    public PullRequest {
      labels = List.copyOf(labels);
    }
  }

  /**
   * The provider's own pipeline or checks have passed.
   *
   * @param branch that they ran for; empty where it was a tag
   * @param tag that they ran for; empty where it was a branch
   */
  record PipelinePassed(Optional<String> branch, Optional<String> tag, String commit, Instant at)
      implements SourceChange {

    public PipelinePassed {
      if (branch.isPresent() == tag.isPresent()) {
        throw new IllegalArgumentException("checks run for a branch or for a tag, never for both");
      }
    }
  }

  /** An image was pushed to the application's repository under a tag. */
  record ImagePushed(ImageTag tag, ImageDigest digest, Instant at) implements SourceChange {}
}
