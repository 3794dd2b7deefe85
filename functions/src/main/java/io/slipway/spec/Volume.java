package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.Optional;

/** Storage that containers of a task mount; of one kind. */
public record Volume(
    @Key(
            says = "what mount points call it",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "TaskDefinition.Volumes.Name")
        String name,
    @Key(says = "a folder of the instance", aws = "TaskDefinition.Volumes.Host")
        Optional<HostVolume> host,
    @Key(
            says = "a volume that Docker manages",
            aws = "TaskDefinition.Volumes.DockerVolumeConfiguration")
        Optional<DockerVolume> docker,
    @Key(says = "a file system of EFS", aws = "TaskDefinition.Volumes.EFSVolumeConfiguration")
        Optional<EfsVolume> efs) {}
