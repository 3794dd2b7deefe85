package io.slipway.spec.canaryfile;

import io.slipway.spec.DockerVolume;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.KeyValues;

/** A volume that Docker manages. */
record DockerSection(
    @Key(
            says = "made where it does not exist",
            byDefault = "false",
            aws = "TaskDefinition.Volumes.DockerVolumeConfiguration.Autoprovision")
        boolean autoprovision,
    @Key(
            says = "the driver of Docker",
            byDefault = "\"local\"",
            aws = "TaskDefinition.Volumes.DockerVolumeConfiguration.Driver")
        String driver,
    @Key(
            says = "options of the driver",
            byDefault = "{}",
            aws = "TaskDefinition.Volumes.DockerVolumeConfiguration.DriverOpts")
        KeyValues driverOpts,
    @Key(
            says = "labels of the volume",
            byDefault = "{}",
            aws = "TaskDefinition.Volumes.DockerVolumeConfiguration.Labels")
        KeyValues labels,
    @Key(
            says = "task: goes with the task; shared: stays",
            byDefault = "\"task\"",
            aws = "TaskDefinition.Volumes.DockerVolumeConfiguration.Scope")
        DockerVolume.Scope scope) {}
