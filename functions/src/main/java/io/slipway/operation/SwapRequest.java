package io.slipway.operation;

import io.slipway.domain.ApplicationName;
import java.util.Optional;

/**
 * Asks to move all of production's traffic to the release in the idle slot, at once.
 *
 * @param bake seconds that the old slot stays up at full size afterwards
 */
public record SwapRequest(ApplicationName applicationName, Optional<Integer> bake) {}
