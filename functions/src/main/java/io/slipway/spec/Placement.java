package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** Where ECS puts tasks. */
public record Placement(
    @Key(says = "FARGATE or EC2", byDefault = "\"FARGATE\"", aws = "Service.LaunchType")
        LaunchType launchType,
    @Key(
            says = "on-demand or spot",
            byDefault = "\"on-demand\"",
            aws = "Service.CapacityProviderStrategy")
        Capacity capacity,
    @Key(
            says = "of the cluster, for EC2; left out: the one for capacity",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "Service.CapacityProviderStrategy.CapacityProvider")
        Optional<String> capacityProvider,
    @Key(
            says = "of Fargate; left out: LATEST",
            pattern = "LATEST|1\\.[34]\\.0",
            expects = "LATEST, 1.4.0 or 1.3.0",
            aws = "Service.PlatformVersion")
        Optional<String> platformVersion,
    @Key(
            says = "REPLICA, or DAEMON on EC2",
            byDefault = "\"REPLICA\"",
            aws = "Service.SchedulingStrategy")
        SchedulingStrategy schedulingStrategy,
    @Key(
            says = "which instances; on EC2 only",
            byDefault = "[]",
            most = 10,
            aws = "Service.PlacementConstraints")
        List<PlacementConstraint> constraints,
    @Key(
            says = "how they are chosen; on EC2 only",
            byDefault = "[]",
            most = 5,
            aws = "Service.PlacementStrategies")
        List<PlacementStrategy> strategies) {}
