package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Map;

/** A volume that Docker manages. */
public record DockerVolume(
    @Key(
            says = "made where it does not exist; for shared volumes",
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
        Map<String, String> driverOptions,
    @Key(
            says = "labels of the volume",
            byDefault = "{}",
            aws = "TaskDefinition.Volumes.DockerVolumeConfiguration.Labels")
        Map<String, String> labels,
    @Key(
            says = "task: goes with the task; shared: stays",
            byDefault = "\"task\"",
            aws = "TaskDefinition.Volumes.DockerVolumeConfiguration.Scope")
        DockerVolume.Scope scope) {

  /** How long it stays. */
  public enum Scope {
    task,
    shared
  }
}
