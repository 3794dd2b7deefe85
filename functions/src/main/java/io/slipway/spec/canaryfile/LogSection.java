package io.slipway.spec.canaryfile;

import io.slipway.spec.LogDriver;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.KeyValues;

/** Where the output of a container goes. */
record LogSection(
    @Key(
            says = "awslogs, awsfirelens, fluentd or none",
            byDefault = "\"awslogs\"",
            aws = "ContainerDefinition.LogConfiguration.LogDriver")
        LogDriver logDriver,
    @Key(
            says = "of the driver",
            byDefault = "{}",
            aws = "ContainerDefinition.LogConfiguration.Options")
        KeyValues options,
    @Key(
            says = "of the driver: ARNs of secrets or parameters",
            byDefault = "{}",
            aws = "ContainerDefinition.LogConfiguration.SecretOptions")
        KeyValues secretOptions) {}
