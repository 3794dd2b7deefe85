package io.slipway.spec.canaryfile;

import io.slipway.spec.IpcMode;
import io.slipway.spec.LaunchType;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.PidMode;
import io.slipway.spec.PlacementConstraint;
import io.slipway.spec.PlacementStrategy;
import io.slipway.spec.SchedulingStrategy;
import io.slipway.spec.Statement;
import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.OneOrMore;
import io.slipway.spec.shape.Scalar;
import java.util.List;
import java.util.Optional;

/** The service. */
record ServiceSection(
    @Key(says = "the project; {{project}} elsewhere", longest = 63) Scalar project,
    @Key(says = "the service; {{name}} elsewhere", pattern = Words.NAME, expects = Words.NAME_SAYS)
        String name,
    @Key(says = "the ECS cluster", aws = "Service.Cluster", longest = 255) String cluster,
    @Key(
            says = "names of the service; {{fqdn}} or {{fqdn[n]}} elsewhere",
            most = 20,
            longest = 253,
            aws = "route53:ChangeResourceRecordSets")
        OneOrMore fqdn,
    @Key(
            says = "the tag of the image; {{version}} elsewhere",
            longest = 128,
            aws = "ContainerDefinition.Image")
        Scalar version,
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
    @Key(says = "whose processes containers see", aws = "TaskDefinition.PidMode")
        Optional<PidMode> pidMode,
    @Key(says = "whose shared memory containers see", aws = "TaskDefinition.IpcMode")
        Optional<IpcMode> ipcMode,
    @Key(says = "left out: awsvpc on Fargate, bridge on EC2", aws = "TaskDefinition.NetworkMode")
        Optional<NetworkMode> networkMode,
    @Key(
            says = "where tasks run; left out: EC2",
            byDefault = "[]",
            most = 2,
            aws = "TaskDefinition.RequiresCompatibilities")
        List<LaunchType> requiresCompatibilities,
    @Key(says = "REPLICA or DAEMON", byDefault = "\"REPLICA\"", aws = "Service.SchedulingStrategy")
        SchedulingStrategy schedulingStrategy,
    @Key(says = "of Fargate; left out: LATEST", aws = "Service.PlatformVersion")
        Optional<String> platformVersion,
    @Key(
            says = "which instances tasks may run on",
            byDefault = "[]",
            most = 10,
            aws = "Service.PlacementConstraints")
        List<PlacementConstraint> placementConstraints,
    @Key(
            says = "how instances are chosen",
            byDefault = "[]",
            most = 5,
            aws = "Service.PlacementStrategies")
        List<PlacementStrategy> placementStrategies,
    @Key(says = "what containers mount", byDefault = "[]", aws = "TaskDefinition.Volumes")
        List<VolumeSection> volumes,
    @Key(
            says = "the containers; the first is the one of the version",
            fewest = 1,
            most = 10,
            aws = "TaskDefinition.ContainerDefinitions")
        List<ContainerSection> containers,
    @Key(
            says = "what the application may do; the same as iam_roles.task_role",
            byDefault = "[]",
            most = 20,
            aws = "Role.Policies")
        List<Statement> policies,
    @Key(says = "what the application and ECS may do", byDefault = "{}") IamRoles iamRoles,
    @Key(says = "how many tasks there are; left out: as many as scale says")
        Optional<AutoScaling> autoScaling) {}
