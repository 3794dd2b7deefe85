package io.slipway.spec.canaryfile;

import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.Wait;

/** Tasks before any traffic. */
record ScaleSection(
    @Key(says = "how many", byDefault = "2", min = 1, max = 1000, aws = "Service.DesiredCount")
        int desired,
    @Key(
            says = "seconds after that until its health is looked at",
            named = "wait",
            byDefault = "60")
        Wait waiting) {}
