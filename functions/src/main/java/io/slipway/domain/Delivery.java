package io.slipway.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A message of a provider that is known to be the provider's.
 *
 * @param id the provider's, the same where it sends the message again
 * @param event the provider's word for what it is about
 * @param change what it says; empty where that is of no interest
 */
public record Delivery(
    String webhookId,
    String id,
    ApplicationName application,
    Provider provider,
    String repositoryId,
    String event,
    Instant receivedAt,
    Optional<SourceChange> change) {}
