package io.slipway.domain;

import java.util.Optional;

/**
 * How many tasks a slot has, and may have.
 *
 * @param desired the count that ECS keeps up at the moment
 * @param range what autoscaling may make of it; empty where the service does not scale
 */
public record SlotSize(int desired, Optional<ScalingRange> range) {}
