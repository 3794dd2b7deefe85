package io.slipway.domain;

import java.time.Instant;

/**
 * That an operation is being put back, and why.
 *
 * @param aborted whether a caller asked for it
 * @param reason in words, where a step has decided it or failed
 * @param since when it was first taken over
 * @param attempt the latest that has taken over, from 1
 * @param overwrites whether a person has said, when they resumed it, that weights which somebody
 *     has set by hand may be overwritten
 */
public record Recovery(
    boolean aborted, String reason, Instant since, int attempt, boolean overwrites) {}
