package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** How many tasks a service has once something has been deployed. */
public record Scaling(
    @Key(
            says = "in every environment but production",
            byDefault = "{\"min\":1,\"max\":2}",
            aws = "ScalableTarget")
        TaskRange nonProduction,
    @Key(
            says = "in a slot of production",
            byDefault = "{\"min\":2,\"max\":4}",
            aws = "ScalableTarget")
        TaskRange production,
    @Key(
            says = "left out: the service-linked role of Application Auto Scaling",
            pattern = Words.ROLE,
            expects = Words.ROLE_SAYS,
            aws = "ScalableTarget.RoleARN")
        Optional<String> role,
    @Key(
            says = "none: CPU is held at 60 percent",
            byDefault = "[]",
            most = 10,
            aws = "ScalingPolicy")
        List<ScalingRule> rules) {}
