package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** A service of an application: its tasks, where they run, how they are reached. */
public record Service(
    @Key(says = "what a task is made of") Task task,
    @Key(says = "where tasks run", byDefault = "{}") Placement placement,
    @Key(says = "how many tasks there are", byDefault = "{}") Scaling scaling,
    @Key(says = "what somebody is told about", byDefault = "{}") AlarmSwitches alarms,
    @Key(
            says = "what a load balancer sends requests to; none for a worker",
            byDefault = "[]",
            most = 5)
        List<TargetGroup> targetGroups,
    @Key(
            says = "ports of the load balancer; none: the rule of the environment",
            byDefault = "[]",
            most = 10)
        List<Listener> listeners,
    @Key(says = "which one, and who reaches it", byDefault = "{}") LoadBalancer loadBalancer,
    @Key(says = "where a collector finds metrics") Optional<CustomMetrics> customMetrics) {}
