package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** The command by which a container is found healthy. */
public record ContainerHealth(
    @Key(
            says = "CMD or CMD-SHELL and what to run",
            fewest = 1,
            aws = "ContainerDefinition.HealthCheck.Command")
        List<String> command,
    @Key(
            says = "seconds between checks",
            byDefault = "30",
            min = 5,
            max = 300,
            aws = "ContainerDefinition.HealthCheck.Interval")
        int interval,
    @Key(
            says = "failures until it is unhealthy",
            byDefault = "3",
            min = 1,
            max = 10,
            aws = "ContainerDefinition.HealthCheck.Retries")
        int retries,
    @Key(
            says = "seconds in which failures do not count",
            min = 0,
            max = 300,
            aws = "ContainerDefinition.HealthCheck.StartPeriod")
        Optional<Integer> startPeriod,
    @Key(
            says = "seconds a check may take",
            byDefault = "5",
            min = 2,
            max = 60,
            aws = "ContainerDefinition.HealthCheck.Timeout")
        int timeout) {}
