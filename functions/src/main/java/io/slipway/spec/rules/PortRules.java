package io.slipway.spec.rules;

import io.slipway.spec.Container;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.Port;
import io.slipway.spec.Task;
import io.slipway.spec.render.Colour;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.PerColour;
import io.slipway.spec.shape.Said;

/** Which ports the containers of a task may have, together. */
final class PortRules {

  private PortRules() {}

  static void check(Task task, String path, Said problems) {
    for (int i = 0; i < task.containers().size(); i++) {
      var ports = task.containers().get(i).ports();
      for (int j = 0; j < ports.size(); j++) {
        var place = Paths.item(Paths.item(path, i) + ".ports", j);
        hostPort(ports.get(j), task.networkMode(), place + ".hostPort", problems);
      }
    }
    once(Colour.GREEN, task, path, problems);
    if (task.containers().stream().anyMatch(PortRules::differs)) {
      once(Colour.BLUE, task, path, problems);
    }
  }

  private static boolean differs(Container container) {
    return !container.ports().stream()
        .allMatch(port -> port.containerPort().same() && port.hostPort().same());
  }

  private static void once(Colour colour, Task task, String path, Said problems) {
    var onHost = new Once(problems);
    for (int i = 0; i < task.containers().size(); i++) {
      var ports = task.containers().get(i).ports();
      var inside = task.networkMode() == NetworkMode.BRIDGE ? new Once(problems) : onHost;
      for (int j = 0; j < ports.size(); j++) {
        var place = Paths.item(Paths.item(path, i) + ".ports", j);
        var port = ports.get(j);
        inside.add(
            "port " + colour.of(port.containerPort()) + "/" + port.protocol(),
            place + ".containerPort");
        int host = colour.of(port.hostPort());
        if (task.networkMode() == NetworkMode.BRIDGE && host > 0) {
          onHost.add("host port " + host + "/" + port.protocol(), place + ".hostPort");
        }
      }
    }
  }

  private static void hostPort(Port port, NetworkMode mode, String path, Said problems) {
    boolean none = port.hostPort().equals(PerColour.both(0));
    boolean same = port.hostPort().equals(port.containerPort());
    if ((mode == NetworkMode.AWSVPC || mode == NetworkMode.HOST) && !none && !same) {
      problems.add(
          path,
          "with network mode "
              + mode
              + ", the port of the container is that of the host; leave it out");
    }
    if (mode == NetworkMode.NONE) {
      problems.add(path, "with network mode none, a container has no ports");
    }
  }
}
