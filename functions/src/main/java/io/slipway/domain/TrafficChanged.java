package io.slipway.domain;

/**
 * The weights that a load balancer holds are not those that Slipway last wrote, so it does not
 * touch them.
 */
public final class TrafficChanged extends RuntimeException {

  public TrafficChanged(String message) {
    super(message);
  }
}
