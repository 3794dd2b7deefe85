package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** Which alarms a service has, and when they go off. */
public record AlarmSwitches(
    @Key(says = "whether it has any", byDefault = "true") boolean enabled,
    @Key(
            says = "average CPU that sets it off; 0 for no alarm",
            byDefault = "80",
            min = 0,
            max = 1000,
            aws = "Alarm.Threshold (CPUUtilization)")
        int cpuPercent,
    @Key(
            says =
                "average memory that sets it off, of what is reserved; 0 for no alarm; on Fargate, where tasks cannot have more than all, 90 at most",
            byDefault = "120",
            min = 0,
            max = 1000,
            aws = "Alarm.Threshold (MemoryUtilization)")
        int memoryPercent,
    @Key(says = "when none runs", byDefault = "true", aws = "Alarm (RunningTaskCount)")
        boolean noRunningTasks,
    @Key(
            says = "when a container is killed for its memory",
            byDefault = "true",
            aws = "Events.Rule (ECS Task State Change)")
        boolean outOfMemory,
    @Key(
            says = "when a target is unhealthy",
            byDefault = "true",
            aws = "Alarm (UnHealthyHostCount)")
        boolean unhealthyHosts,
    @Key(
            says = "when the load balancer turns clients away",
            byDefault = "true",
            aws = "Alarm (RejectedConnectionCount)")
        boolean rejectedConnections,
    @Key(
            says = "answers of 5xx by the load balancer in a minute; 0 for no alarm",
            byDefault = "3",
            min = 0,
            max = 1000000,
            aws = "Alarm.Threshold (HTTPCode_ELB_5XX_Count)")
        int serverErrors) {}
