package io.slipway.local.asl.definition;

import java.time.Duration;
import java.util.Optional;

/** A whole state machine, checked. */
public record Definition(Flow flow, Optional<Duration> timeout) {}
