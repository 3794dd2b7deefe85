package io.slipway.spec.canaryfile;

import io.slipway.spec.ContainerHealth;
import io.slipway.spec.Dependency;
import io.slipway.spec.HostEntry;
import io.slipway.spec.MountPoint;
import io.slipway.spec.Port;
import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;
import io.slipway.spec.shape.KeyValues;
import java.util.List;
import java.util.Optional;

/** A container. */
record ContainerSection(
    @Key(
            says = "its name in the task",
            byDefault = "\"default\"",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "ContainerDefinition.Name")
        String name,
    @Key(
            says = "left out: {{account_id}}.dkr.ecr.{{region}}.amazonaws.com/{{name}}:{{version}}",
            aws = "ContainerDefinition.Image")
        Optional<String> image,
    @Key(
            says = "CPU units",
            byDefault = "128",
            min = 0,
            max = 196608,
            aws = "ContainerDefinition.Cpu")
        int cpu,
    @Key(
            says = "MiB it may use at most",
            byDefault = "128",
            min = 6,
            max = 1048576,
            aws = "ContainerDefinition.Memory")
        int memory,
    @Key(
            says = "MiB kept for it",
            min = 6,
            max = 1048576,
            aws = "ContainerDefinition.MemoryReservation")
        Optional<Integer> memoryReservation,
    @Key(says = "its ports", byDefault = "[]", aws = "ContainerDefinition.PortMappings")
        List<Port> portMappings,
    @Key(says = "instead of the image's", byDefault = "[]", aws = "ContainerDefinition.EntryPoint")
        List<String> entryPoint,
    @Key(
            says = "variables; AWS_ENVIRONMENT, AWS_REGION and AWS_ACCOUNT_ID are added",
            byDefault = "{}",
            most = 500,
            longest = 16384,
            aws = "ContainerDefinition.Environment")
        KeyValues environment,
    @Key(
            says = "variables whose values are in Secrets Manager or Parameter Store",
            byDefault = "{}",
            aws = "ContainerDefinition.Secrets")
        KeyValues secrets,
    @Key(says = "instead of the image's", byDefault = "[]", aws = "ContainerDefinition.Command")
        List<String> command,
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
    @Key(
            says = "no network in the container",
            byDefault = "false",
            aws = "ContainerDefinition.DisableNetworking")
        boolean disableNetworking,
    @Key(says = "lines of /etc/hosts", byDefault = "[]", aws = "ContainerDefinition.ExtraHosts")
        List<HostEntry> extraHosts,
    @Key(
            says = "other containers, by Docker links; with bridge only",
            byDefault = "[]",
            aws = "ContainerDefinition.Links")
        List<String> links,
    @Key(
            says = "of Docker; on EC2 only",
            byDefault = "[]",
            aws = "ContainerDefinition.DockerSecurityOptions")
        List<String> dockerSecurityOptions,
    @Key(says = "labels", byDefault = "{}", aws = "ContainerDefinition.DockerLabels")
        KeyValues dockerLabels,
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
        LogSection logConfiguration) {}
