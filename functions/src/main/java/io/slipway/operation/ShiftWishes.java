package io.slipway.operation;

import io.slipway.domain.CanaryRoute;
import io.slipway.domain.Strategy;
import java.util.List;
import java.util.Optional;

/**
 * What a request for a shift says by itself, whatever is live now.
 *
 * @param strategy in which steps
 * @param watching the names of the alarms that end it
 * @param gates what the next release has to pass
 * @param route which requests always go to it meanwhile
 */
record ShiftWishes(
    Strategy strategy, List<String> watching, Gates gates, Optional<CanaryRoute> route) {}
