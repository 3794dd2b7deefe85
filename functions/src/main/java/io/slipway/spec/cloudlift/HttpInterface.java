package io.slipway.spec.cloudlift;

import io.slipway.spec.Words;
import io.slipway.spec.shape.Key;
import java.util.List;
import java.util.Optional;

/** The load balancer of a service. */
record HttpInterface(
    @Key(
            says = "the port that the application listens on",
            min = 1,
            max = 65535,
            aws = "ContainerDefinition.PortMappings.ContainerPort")
        int containerPort,
    @Key(says = "reached from the network only", aws = "LoadBalancer.Scheme") boolean internal,
    @Key(
            says = "addresses and ranges that reach it",
            pattern = Words.CIDR,
            expects = Words.CIDR_SAYS,
            aws = "SecurityGroup.SecurityGroupIngress")
        List<String> restrictAccessTo,
    @Key(
            says = "what is asked for",
            byDefault = "\"/elb-check\"",
            pattern = Words.PATH,
            expects = Words.PATH_SAYS,
            longest = 1024,
            aws = "TargetGroup.HealthCheckPath")
        String healthCheckPath,
    @Key(
            says = "its own load balancer, or that of the cluster",
            byDefault = "\"dedicated\"",
            aws = "LoadBalancer")
        HttpInterface.AlbMode albMode,
    @Key(
            says = "what production answers to; at most 3 can be told apart by one rule",
            fewest = 1,
            most = 5,
            pattern = Words.HOST,
            expects = Words.HOST_SAYS,
            aws = "ListenerRule.Conditions.HostHeaderConfig.Values")
        Optional<List<String>> hostnames) {

  /** Whose load balancer it is. */
  enum AlbMode {
    dedicated,
    cluster
  }
}
