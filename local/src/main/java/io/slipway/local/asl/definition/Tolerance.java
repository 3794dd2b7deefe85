package io.slipway.local.asl.definition;

import java.util.Optional;

/** How many iterations of a Map may fail before the Map does; none where nothing is given. */
public record Tolerance(Optional<Template> count, Optional<Template> percentage) {}
