package io.slipway.spec.cloudlift;

import io.slipway.spec.shape.Key;

/** A file system of EFS. */
record VolumeOfEfs(
    @Key(
            says = "its id",
            pattern = "fs-[0-9a-f]{8,40}",
            expects = "the id of a file system, fs-…",
            aws = "TaskDefinition.Volumes.EFSVolumeConfiguration.FilesystemId")
        String efsId,
    @Key(
            says = "the directory that is mounted",
            pattern = "/.*",
            expects = "an absolute path",
            aws = "TaskDefinition.Volumes.EFSVolumeConfiguration.RootDirectory")
        String efsDirectoryPath,
    @Key(
            says = "where the container finds it",
            pattern = "/.*",
            expects = "an absolute path",
            aws = "ContainerDefinition.MountPoints.ContainerPath")
        String containerPath) {}
