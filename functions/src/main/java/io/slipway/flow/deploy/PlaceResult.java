package io.slipway.flow.deploy;

import io.slipway.domain.Place;

/**
 * What runs in one place after a deploy.
 *
 * @param taskDefinition the ARN of its revision
 */
public record PlaceResult(Place place, String taskDefinition) {}
