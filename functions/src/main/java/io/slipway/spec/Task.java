package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** What a task of a service is made of. */
public record Task(
    @Key(
            says = "CPU units of the task; required on Fargate",
            min = 128,
            max = 196608,
            aws = "TaskDefinition.Cpu")
        Optional<Integer> cpu,
    @Key(
            says = "MiB of the task; required on Fargate",
            min = 6,
            max = 1048576,
            aws = "TaskDefinition.Memory")
        Optional<Integer> memory,
    @Key(
            says = "how containers reach the network; Fargate: awsvpc",
            byDefault = "\"awsvpc\"",
            aws = "TaskDefinition.NetworkMode")
        NetworkMode networkMode,
    @Key(says = "whose processes containers see", aws = "TaskDefinition.PidMode")
        Optional<PidMode> pidMode,
    @Key(says = "whose shared memory containers see; on EC2 only", aws = "TaskDefinition.IpcMode")
        Optional<IpcMode> ipcMode,
    @Key(
            says = "the first is the one of the release",
            fewest = 1,
            most = 10,
            aws = "TaskDefinition.ContainerDefinitions")
        List<Container> containers,
    @Key(says = "what containers mount", byDefault = "[]", aws = "TaskDefinition.Volumes")
        List<Volume> volumes,
    @Key(says = "what tasks may do", byDefault = "{}") Roles roles) {}
