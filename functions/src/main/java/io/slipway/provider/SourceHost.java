package io.slipway.provider;

import io.slipway.domain.CommitId;
import io.slipway.domain.CommitStatus;
import io.slipway.domain.Rejected;
import io.slipway.domain.RetryLater;
import io.slipway.domain.SourceVersion;

/** One repository at its provider, asked with the token that its webhook names. */
public interface SourceHost {

  /**
   * The commit that a version is now.
   *
   * @throws Rejected 404 where the repository has none such, 409 where the provider refuses
   * @throws RetryLater where it is busy or does not answer
   */
  CommitId commit(SourceVersion version);

  /** Says beside a commit how far it is. Never fails; the same may be said again. */
  Posted post(CommitId commit, CommitStatus status);

  /**
   * What came of saying it.
   *
   * @param reason why it was not taken; empty where it was
   * @param again whether the same may be taken later
   */
  record Posted(boolean accepted, String reason, boolean again) {

    static final Posted ACCEPTED = new Posted(true, "", false);
  }
}
