package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Map;

/** Where the output of a container goes. */
public record Logging(
    @Key(
            says = "awslogs: the log group of the place; awsfirelens: a Fluent Bit sidecar",
            byDefault = "\"awslogs\"",
            aws = "ContainerDefinition.LogConfiguration.LogDriver")
        LogDriver driver,
    @Key(
            says = "of the driver",
            byDefault = "{}",
            aws = "ContainerDefinition.LogConfiguration.Options")
        Map<String, String> options,
    @Key(
            says = "of the driver: ARNs of secrets or parameters",
            byDefault = "{}",
            aws = "ContainerDefinition.LogConfiguration.SecretOptions")
        Map<String, String> secretOptions) {}
