package io.slipway.spec.canaryfile;

import io.slipway.spec.shape.Key;

/** A file system of EFS. */
record EfsSection(
    @Key(says = "of EFS", aws = "TaskDefinition.Volumes.EFSVolumeConfiguration.FilesystemId")
        String filesystemId,
    @Key(
            says = "that is mounted",
            byDefault = "\"/\"",
            aws = "TaskDefinition.Volumes.EFSVolumeConfiguration.RootDirectory")
        String rootDirectory) {}
