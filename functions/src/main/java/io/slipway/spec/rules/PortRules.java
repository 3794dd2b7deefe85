package io.slipway.spec.rules;

import io.slipway.spec.NetworkMode;
import io.slipway.spec.Port;
import io.slipway.spec.Task;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.PerColour;
import io.slipway.spec.shape.Said;

/** Which ports the containers of a task may have, together. */
final class PortRules {

  private PortRules() {}

  static void check(Task task, String path, Said problems) {
    var onHost = new Once(problems);
    for (int i = 0; i < task.containers().size(); i++) {
      var ports = task.containers().get(i).ports();
      var inside = task.networkMode() == NetworkMode.AWSVPC ? onHost : new Once(problems);
      for (int j = 0; j < ports.size(); j++) {
        var place = Paths.item(Paths.item(path, i) + ".ports", j);
        var port = ports.get(j);
        inside.add(
            "port " + port.containerPort().green() + "/" + port.protocol(),
            place + ".containerPort");
        hostPort(port, task.networkMode(), place + ".hostPort", problems);
        if (task.networkMode() == NetworkMode.BRIDGE && port.hostPort().green() > 0) {
          onHost.add(
              "host port " + port.hostPort().green() + "/" + port.protocol(), place + ".hostPort");
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
