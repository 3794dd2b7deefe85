package io.slipway.domain;

import java.util.Map;
import java.util.Optional;

/**
 * What AWS has of one place.
 *
 * @param service empty where it does not exist (any more)
 * @param weights of what leads to the place's own host; empty where there is no such rule or
 *     record, or it forwards nowhere
 * @param secondaries the services besides the one that customers reach, by their names in the
 *     specification; without those that do not exist
 */
public record Reality(
    Optional<FoundService> service,
    Optional<Weights> weights,
    Map<String, FoundService> secondaries) {

  public Reality {
    secondaries = Map.copyOf(secondaries);
  }

  /** Of a place with one service. */
  public Reality(Optional<FoundService> service, Optional<Weights> weights) {
    this(service, weights, Map.of());
  }
}
