package io.slipway.flow.deploy;

import io.slipway.domain.ServicePlace;

/**
 * What one service of a place runs after a deploy.
 *
 * @param taskDefinition the ARN of its revision
 */
public record PlaceResult(ServicePlace place, String taskDefinition) {}
