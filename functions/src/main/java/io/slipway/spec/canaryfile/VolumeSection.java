package io.slipway.spec.canaryfile;

import io.slipway.spec.HostVolume;
import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;
import java.util.Optional;

/** Storage that containers mount. */
record VolumeSection(
    @Key(
            says = "what mount points call it",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "TaskDefinition.Volumes.Name")
        String name,
    @Key(
            says = "a volume that Docker manages",
            aws = "TaskDefinition.Volumes.DockerVolumeConfiguration")
        Optional<DockerSection> dockerVolumeConfiguration,
    @Key(says = "a folder of the instance", aws = "TaskDefinition.Volumes.Host")
        Optional<HostVolume> host,
    @Key(says = "a file system of EFS", aws = "TaskDefinition.Volumes.EFSVolumeConfiguration")
        Optional<EfsSection> efsVolumeConfiguration) {}
