package io.slipway.domain;

import java.util.Optional;

/**
 * The requests that a target group has had for a while.
 *
 * @param errors how many of them its targets answered with 5xx
 * @param latencySeconds how long a percentile of the answers took; empty where nothing is known
 */
public record RequestLoad(long requests, long errors, Optional<Double> latencySeconds) {

  private static final double PERCENT = 100;

  /** The share of errors in percent; 0 where there were no requests. */
  public double errorRate() {
    return requests == 0 ? 0 : PERCENT * errors / requests;
  }
}
