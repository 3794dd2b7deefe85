package io.slipway.local.asl.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One entry of a state's Retry.
 *
 * @param maxAttempts how often it retries at most; 0 never
 */
public record Retrier(
    List<String> errorEquals,
    Duration interval,
    int maxAttempts,
    double backoffRate,
    Optional<Duration> maxDelay,
    boolean fullJitter) {}
