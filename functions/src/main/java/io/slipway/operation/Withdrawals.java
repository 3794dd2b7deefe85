package io.slipway.operation;

import io.slipway.aws.ChangeSets;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import io.slipway.store.Proposals;
import java.time.Duration;

/** Deletes change sets that were only made to be looked at, those also that were left behind. */
public final class Withdrawals {

  /** Longer than a function lives, and a call of it is under way. */
  private static final Duration LEFT = Platform.LONGEST_CHANGE.plusSeconds(10);

  private final ChangeSets changeSets;
  private final Proposals proposals;

  public Withdrawals(Platform platform) {
    this.changeSets = new ChangeSets(platform);
    this.proposals = new Proposals(platform);
  }

  /** Deletes what functions have left behind; what does not go stays remembered. */
  public void ofThoseLeft() {
    proposals.olderThan(LEFT).stream().filter(this::isDone).forEach(proposals::forget);
  }

  /** Deletes what can be deleted now; whether that is all. */
  boolean isDone(Proposals.Proposal proposal) {
    boolean done = true;
    for (var stack : proposal.stacks()) {
      try {
        changeSets.delete(stack, proposal.name());
      } catch (AwsRefused | RetryLater e) {
        done = false;
      }
    }
    return done;
  }
}
