package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;

/** Values that a service gets from Parameter Store, by environment. */
public record Parameters(
    @Key(
            says = "the keys that have to be there, and no others",
            byDefault = "[]",
            pattern = "[A-Za-z_][A-Za-z0-9_.-]{0,254}",
            expects = "the name of a variable",
            most = 500,
            aws = "ContainerDefinition.Secrets")
        List<String> keys,
    @Key(says = "whether a change deploys again", byDefault = "false") boolean redeployOnChange) {}
