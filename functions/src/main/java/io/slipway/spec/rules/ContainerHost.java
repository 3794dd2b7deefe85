package io.slipway.spec.rules;

import io.slipway.spec.Container;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.shape.Said;

/** What a container may ask of the machine and the network it runs on. */
final class ContainerHost {

  private ContainerHost() {}

  static void check(
      Container container, NetworkMode mode, boolean fargate, String path, Said problems) {
    if (fargate) {
      refuse(
          container.privileged(),
          path + ".privileged",
          "Fargate runs nothing as root of its machine",
          problems);
      refuse(
          container.disableNetworking(),
          path + ".disableNetworking",
          "Fargate has no containers without a network",
          problems);
      refuse(
          !container.securityOptions().isEmpty(),
          path + ".securityOptions",
          "Fargate takes no security options of Docker",
          problems);
    }
    if (fargate && container.stopTimeout().filter(seconds -> seconds > 120).isPresent()) {
      problems.add(
          path + ".stopTimeout",
          "Fargate waits 120 seconds at most, but got " + container.stopTimeout().get());
    }
    if (fargate && container.startTimeout().filter(seconds -> seconds > 120).isPresent()) {
      problems.add(
          path + ".startTimeout",
          "Fargate waits 120 seconds at most, but got " + container.startTimeout().get());
    }
    if (mode != NetworkMode.BRIDGE && !container.links().isEmpty()) {
      problems.add(
          path + ".links",
          "links of Docker work with network mode bridge only; with "
              + mode
              + ", containers of a task reach each other"
              + (mode == NetworkMode.AWSVPC ? " at localhost" : " through the host"));
    }
    if (mode == NetworkMode.AWSVPC) {
      refuseAwsvpc(container.hostname().isPresent(), path + ".hostname", problems);
      refuseAwsvpc(!container.extraHosts().isEmpty(), path + ".extraHosts", problems);
      refuseAwsvpc(!container.dnsServers().isEmpty(), path + ".dnsServers", problems);
      refuseAwsvpc(!container.dnsSearchDomains().isEmpty(), path + ".dnsSearchDomains", problems);
    }
    if (container.disableNetworking() && !container.ports().isEmpty()) {
      problems.add(path + ".ports", "a container without a network has no ports");
    }
  }

  private static void refuse(boolean given, String path, String why, Said problems) {
    if (given) {
      problems.add(path, why + "; it needs launch type EC2");
    }
  }

  private static void refuseAwsvpc(boolean given, String path, Said problems) {
    if (given) {
      problems.add(
          path, "ECS takes it with network modes other than awsvpc only, where the VPC says it");
    }
  }
}
