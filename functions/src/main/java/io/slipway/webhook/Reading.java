package io.slipway.webhook;

import io.slipway.domain.SourceChange;

/** What a message was found to say. */
sealed interface Reading {

  /** Something has happened to the source. */
  record Changed(SourceChange change) implements Reading {}

  /**
   * Nothing that concerns Slipway.
   *
   * @param reason for whoever looks at the provider's list of deliveries
   */
  record Ignored(String reason) implements Reading {}
}
