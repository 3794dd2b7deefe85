package io.slipway.spec.rules;

import io.slipway.spec.Container;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.Port;
import io.slipway.spec.Protocol;
import io.slipway.spec.Service;
import io.slipway.spec.TargetGroup;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which ports of which containers requests can go to. */
final class TrafficRules {

  private TrafficRules() {}

  static void check(Service service, String path, Said problems) {
    var once = new Once(problems);
    for (int i = 0; i < service.targetGroups().size(); i++) {
      var group = service.targetGroups().get(i);
      var place = Paths.item(path + ".targetGroups", i);
      once.add(group.container() + ":" + group.containerPort(), place);
      reachable(service, group, place, problems);
      health(group, place + ".healthCheck", problems);
      GroupAttributes.check(group, place + ".attributes", problems);
    }
    var balancer = service.loadBalancer();
    if (service.targetGroups().isEmpty()) {
      for (var name : new TreeSet<>(balancer.hostnames())) {
        problems.add(
            path + ".loadBalancer.hostnames",
            "nothing answers to " + name + ": the service has no target group");
      }
    }
    var hosts = new Once(problems);
    for (int i = 0; i < balancer.hostnames().size(); i++) {
      hosts.add(balancer.hostnames().get(i), Paths.item(path + ".loadBalancer.hostnames", i));
    }
    service
        .customMetrics()
        .filter(metrics -> service.task().networkMode() != NetworkMode.AWSVPC)
        .ifPresent(
            metrics ->
                problems.add(
                    path + ".customMetrics",
                    "Cloud Map finds tasks by their own addresses: network mode awsvpc is needed"));
  }

  private static void reachable(Service service, TargetGroup group, String path, Said problems) {
    var container = container(service, group.container());
    if (container.isEmpty()) {
      problems.add(
          path + ".container",
          ContainerRules.unknown(
              "container",
              group.container(),
              service.task().containers().stream()
                  .map(Container::name)
                  .collect(Collectors.toSet())));
    } else if (container.get().ports().stream()
        .noneMatch(port -> offers(port, group.containerPort()))) {
      problems.add(
          path + ".containerPort",
          "'"
              + group.container()
              + "' has no tcp port "
              + group.containerPort()
              + "; it has: "
              + container.get().ports().stream()
                  .map(port -> port.containerPort().green())
                  .toList());
    }
  }

  static Optional<Container> container(Service service, String name) {
    return service.task().containers().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private static boolean offers(Port port, int number) {
    return port.protocol() == Protocol.TCP
        && (port.containerPort().green() == number || port.containerPort().blue() == number);
  }

  private static void health(TargetGroup group, String path, Said problems) {
    if (group.healthCheck().timeout() >= group.healthCheck().interval()) {
      problems.add(
          path + ".timeout",
          "less than the interval, "
              + group.healthCheck().interval()
              + ", is allowed, but got "
              + group.healthCheck().timeout());
    }
  }
}
