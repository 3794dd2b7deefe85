package io.slipway.domain;

import java.util.Optional;

/**
 * What AWS has of one place.
 *
 * @param service empty where it does not exist (any more)
 * @param weights of what leads to the place's own host; empty where there is no such rule or
 *     record, or it forwards nowhere
 */
public record Reality(Optional<FoundService> service, Optional<Weights> weights) {}
