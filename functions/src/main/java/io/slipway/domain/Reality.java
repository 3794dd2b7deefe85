package io.slipway.domain;

import java.util.Optional;

/**
 * What AWS has of one place.
 *
 * @param service empty where it does not exist (any more)
 * @param weights of the listener rule of the place's own host; empty where there is no such rule,
 *     or it forwards nowhere
 */
public record Reality(Optional<FoundService> service, Optional<Weights> weights) {}
