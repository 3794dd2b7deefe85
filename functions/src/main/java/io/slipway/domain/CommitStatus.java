package io.slipway.domain;

import java.net.URI;
import java.util.Optional;

/**
 * What people read beside a commit at their provider.
 *
 * @param context which status it is; a later one of the same context takes its place
 * @param description in a few words; what is longer than the provider allows is cut
 * @param target where more can be read
 */
public record CommitStatus(State state, String context, String description, Optional<URI> target) {

  /** How far it is. */
  public enum State {
    PENDING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    STOPPED
  }
}
