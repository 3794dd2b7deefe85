package io.slipway.domain;

/**
 * A load balancer that somebody has tagged for canary releases.
 *
 * @param release the value of its tag CanaryRelease; empty text where it has none
 * @param ipv6 whether it has IPv6 addresses as well
 */
public record TaggedBalancer(
    String name, String arn, String dnsName, String dnsZone, String release, boolean ipv6) {

  @Override
  public String toString() {
    return name + (release.isEmpty() ? " (no CanaryRelease)" : " (CanaryRelease " + release + ")");
  }
}
