package io.slipway.domain;

import java.time.Instant;

/**
 * That a place is stopped: none of its tasks is to run.
 *
 * @param former the size that a start gives back
 * @param since when it was stopped
 */
public record Stopped(SlotSize former, Instant since) {}
