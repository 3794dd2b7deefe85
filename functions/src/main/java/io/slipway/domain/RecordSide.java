package io.slipway.domain;

/**
 * A load balancer that weighted records point to, for one slot.
 *
 * @param targetGroup the slot's, behind this load balancer alone
 * @param identifier what tells its records from those of the other
 * @param balancer the ARN of the load balancer
 * @param dnsName its name
 * @param dnsZone the hosted zone of that name
 * @param url where the slot answers whatever the weights are
 */
public record RecordSide(
    String targetGroup,
    String identifier,
    String balancer,
    String dnsName,
    String dnsZone,
    String url) {}
