package io.slipway.spec;

import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Wait;
import java.util.Optional;

/** How many tasks a release has before it gets traffic. */
public record InitialScale(
    @Key(
            says = "left out: as many as the live release",
            min = 1,
            max = 1000,
            aws = "Service.DesiredCount")
        Optional<Integer> desired,
    @Key(
            says = "how long after that its health is first looked at",
            named = "wait",
            byDefault = "60")
        Wait waiting) {}
