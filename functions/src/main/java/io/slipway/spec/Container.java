package io.slipway.spec;

import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container of a task. */
public record Container(
    @Key(
            says = "its name in the task",
            byDefault = "\"default\"",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "ContainerDefinition.Name")
        String name,
    @Key(
            says =
                "of another than the first container, which runs the image of the release; left out: that image",
            aws = "ContainerDefinition.Image",
            pattern = "[A-Za-z0-9](?:[A-Za-z0-9._/:@-]|\\{\\{version\\}\\}){0,254}",
            expects = "an image such as repository/name:tag")
        Optional<String> image,
    @Key(
            says = "CPU units, 1024 to a processor",
            min = 0,
            max = 196608,
            aws = "ContainerDefinition.Cpu")
        Optional<Integer> cpu,
    @Key(
            says =
                "MiB it may use at most; left out: 1.5 times memoryReservation, or what the task"
                    + " has",
            min = 6,
            max = 1048576,
            aws = "ContainerDefinition.Memory")
        Optional<Integer> memory,
    @Key(
            says = "MiB kept for it",
            min = 6,
            max = 1048576,
            aws = "ContainerDefinition.MemoryReservation")
        Optional<Integer> memoryReservation,
    @Key(says = "its ports", byDefault = "[]", aws = "ContainerDefinition.PortMappings")
        List<Port> ports,
    @Key(says = "instead of the image's", byDefault = "[]", aws = "ContainerDefinition.EntryPoint")
        List<String> entryPoint,
    @Key(says = "instead of the image's", byDefault = "[]", aws = "ContainerDefinition.Command")
        List<String> command,
    @Key(
            says = "variables; no secrets",
            byDefault = "{}",
            keys = Words.VARIABLE,
            most = 500,
            longest = 16384,
            aws = "ContainerDefinition.Environment")
        Map<String, String> environment,
    @Key(
            says =
                "variables whose values are in Secrets Manager or Parameter Store: ARNs or names",
            byDefault = "{}",
            keys = Words.VARIABLE,
            aws = "ContainerDefinition.Secrets")
        Map<String, String> secrets,
    @Key(
            says = "addresses of name servers",
            byDefault = "[]",
            aws = "ContainerDefinition.DnsServers")
        List<String> dnsServers,
    @Key(
            says = "domains in which names are looked up",
            byDefault = "[]",
            aws = "ContainerDefinition.DnsSearchDomains")
        List<String> dnsSearchDomains,
    @Key(says = "lines of /etc/hosts", byDefault = "[]", aws = "ContainerDefinition.ExtraHosts")
        List<HostEntry> extraHosts,
    @Key(
            says = "other containers, by Docker links; with bridge only",
            byDefault = "[]",
            aws = "ContainerDefinition.Links")
        List<String> links,
    @Key(
            says = "of Docker: SELinux, AppArmor labels or credential specs",
            byDefault = "[]",
            aws = "ContainerDefinition.DockerSecurityOptions")
        List<String> securityOptions,
    @Key(says = "of Docker", byDefault = "{}", aws = "ContainerDefinition.DockerLabels")
        Map<String, String> labels,
    @Key(
            says = "whether the task ends with it",
            byDefault = "true",
            aws = "ContainerDefinition.Essential")
        boolean essential,
    @Key(
            says = "as root of the instance; on EC2 only",
            byDefault = "false",
            aws = "ContainerDefinition.Privileged")
        boolean privileged,
    @Key(
            says = "no network in the container; on EC2 only",
            byDefault = "false",
            aws = "ContainerDefinition.DisableNetworking")
        boolean disableNetworking,
    @Key(
            says = "what it calls itself; not with awsvpc",
            longest = 253,
            aws = "ContainerDefinition.Hostname")
        Optional<String> hostname,
    @Key(says = "volumes it sees", byDefault = "[]", aws = "ContainerDefinition.MountPoints")
        List<MountPoint> mountPoints,
    @Key(
            says = "seconds to wait for its dependencies",
            min = 2,
            max = 7200,
            aws = "ContainerDefinition.StartTimeout")
        Optional<Integer> startTimeout,
    @Key(
            says = "seconds from SIGTERM to SIGKILL",
            min = 2,
            max = 86400,
            aws = "ContainerDefinition.StopTimeout")
        Optional<Integer> stopTimeout,
    @Key(says = "containers it waits for", byDefault = "[]", aws = "ContainerDefinition.DependsOn")
        List<Dependency> dependsOn,
    @Key(says = "a command that says whether it is well", aws = "ContainerDefinition.HealthCheck")
        Optional<ContainerHealth> healthCheck,
    @Key(
            says = "where its output goes",
            byDefault = "{}",
            aws = "ContainerDefinition.LogConfiguration")
        Logging log) {}
