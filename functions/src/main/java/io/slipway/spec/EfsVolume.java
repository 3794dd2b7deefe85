package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** A file system of EFS, reached over TLS. */
public record EfsVolume(
    @Key(
            says = "of EFS",
            pattern = "fs-[0-9a-f]{8,40}",
            expects = "the id of a file system, fs-…",
            aws = "TaskDefinition.Volumes.EFSVolumeConfiguration.FilesystemId")
        String fileSystemId,
    @Key(
            says = "of the file system that is mounted as root",
            byDefault = "\"/\"",
            pattern = "/.*",
            expects = "an absolute path",
            aws = "TaskDefinition.Volumes.EFSVolumeConfiguration.RootDirectory")
        String directory) {}
