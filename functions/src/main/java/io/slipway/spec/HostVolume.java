package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** A folder of the instance. */
public record HostVolume(
    @Key(
            says = "left out: an empty folder that goes with the task",
            pattern = "/.*",
            expects = "an absolute path",
            aws = "TaskDefinition.Volumes.Host.SourcePath")
        Optional<String> sourcePath) {}
