package io.slipway.spec.cloudlift;

import io.slipway.spec.Dependency;
import io.slipway.spec.LogDriver;
import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** A service: one container, and what goes with it. */
record CloudliftService(
    @Key(says = "null: the image's", orNull = true, aws = "ContainerDefinition.Command")
        Optional<String> command,
    @Key(
            says = "MiB kept for it; at most 1.5 times as many are allowed",
            min = 10,
            max = 30000,
            aws = "ContainerDefinition.MemoryReservation")
        int memoryReservation,
    @Key(says = "its load balancer; left out: a worker") Optional<HttpInterface> httpInterface,
    @Key(says = "where a collector finds metrics; makes the network mode awsvpc")
        Optional<MetricsSection> customMetrics,
    @Key(says = "a file system of EFS", aws = "TaskDefinition.Volumes.EFSVolumeConfiguration")
        Optional<VolumeOfEfs> volume,
    @Key(says = "left out: EC2", aws = "Service.LaunchType") Optional<FargateSection> fargate,
    @Key(
            says = "whether it runs on spot capacity",
            byDefault = "false",
            aws = "Service.CapacityProviderStrategy")
        boolean spotDeployment,
    @Key(
            says = "fluentd, awslogs, awsfirelens; null: awslogs",
            orNull = true,
            aws = "ContainerDefinition.LogConfiguration.LogDriver")
        Optional<LogDriver> logging,
    @Key(says = "whether it has no alarms", byDefault = "false", aws = "Alarm")
        boolean disableServiceAlarms,
    @Key(says = "sidecars it waits for", byDefault = "[]", aws = "ContainerDefinition.DependsOn")
        List<Dependency> dependsOn,
    @Key(
            says = "containers beside it",
            byDefault = "[]",
            most = 9,
            aws = "TaskDefinition.ContainerDefinitions")
        List<Sidecar> sidecars) {}
