package io.slipway.operation;

import io.slipway.domain.Place;

/** The load balancer of a slot: its ARN, and the name and hosted zone that DNS has of it. */
public record SlotBalancer(Place slot, String arn, String dnsName, String dnsZone) {}
