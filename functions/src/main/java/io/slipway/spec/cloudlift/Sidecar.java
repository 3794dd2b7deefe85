package io.slipway.spec.cloudlift;

import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.KeyValues;
import io.slipway.spec.shape.OneOrMore;
import java.util.Optional;

/** A container beside that of the application. */
record Sidecar(
    @Key(
            says = "its name",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "ContainerDefinition.Name")
        String name,
    @Key(says = "what it runs", aws = "ContainerDefinition.Image", longest = 512) String image,
    @Key(says = "left out: the image's", aws = "ContainerDefinition.Command")
        Optional<OneOrMore> command,
    @Key(
            says = "MiB kept for it; at most 1.5 times as many are allowed",
            min = 6,
            max = 30000,
            aws = "ContainerDefinition.MemoryReservation")
        int memoryReservation,
    @Key(says = "variables", byDefault = "{}", aws = "ContainerDefinition.Environment")
        KeyValues env) {}
