package io.slipway.local.account.ecs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes specifications whose tasks have any of their keys, with values at and beyond the edges;
 * many break a rule. Each choice is mostly a likely one, so that many keep all.
 */
final class TaskSpecimens {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:";

  private final RandomGenerator random;
  private boolean fargate;
  private String mode;

  TaskSpecimens(RandomGenerator random) {
    this.random = random;
  }

  ObjectNode specification() {
    var document = NODES.objectNode();
    var services = document.putObject("services");
    var service = services.putObject(pick("app", "Worker", "api-2"));
    fargate = random.nextBoolean();
    mode = fargate ? rarely("bridge", "awsvpc") : pick("awsvpc", "bridge", "host", "none");
    service.putObject("placement").put("launchType", fargate ? "FARGATE" : "EC2");
    task(service.putObject("task"));
    front(services.putObject("web"));
    if (chance(3)) {
      document.putObject("parameters").putArray("keys").add("TOKEN").add(rarely("MODE", "KEY"));
    }
    return document;
  }

  /** What requests reach, which the other need not be. */
  private static void front(ObjectNode service) {
    service.putArray("targetGroups").addObject().put("container", "web").put("containerPort", 80);
    var task = service.putObject("task").put("cpu", 256).put("memory", 512);
    var container = task.putArray("containers").addObject().put("name", "web");
    container.putArray("ports").addObject().put("containerPort", 80);
  }

  private void task(ObjectNode task) {
    if (fargate || chance(2)) {
      task.put("cpu", pick(256, 512, 1024, 2048, 4096));
      task.put("memory", pick(512, 1024, 2048, 4096, 8192));
    }
    task.put("networkMode", mode);
    if (chance(5)) {
      task.put("pidMode", pick("task", "host"));
    }
    if (chance(8)) {
      task.put("ipcMode", pick("none", "host"));
    }
    var volumes = chance(2) ? List.of("files", "cache") : List.<String>of();
    volumes.forEach(name -> volume(task.withArray("volumes").addObject(), name));
    var containers = task.putArray("containers");
    int count = chance(20) ? 9 + random.nextInt(2) : 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      container(containers.addObject(), i, count, volumes);
    }
  }

  private void volume(ObjectNode volume, String name) {
    volume.put("name", name);
    switch (random.nextInt(fargate ? 8 : 4)) {
      case 0 -> volume.putObject("host").put("sourcePath", "/data");
      case 1 ->
          volume
              .putObject("docker")
              .put("scope", pick("task", "shared"))
              .put("autoprovision", true);
      case 2 -> volume.putObject("host");
      default -> volume.putObject("efs").put("fileSystemId", "fs-0123abcd");
    }
  }

  private void container(ObjectNode container, int number, int count, List<String> volumes) {
    container.put("name", rarely("log_router", "c" + number));
    if (number > 0) {
      container.put("image", "registry.example.com/side:{{version}}").put("essential", chance(2));
    }
    memory(container);
    if (chance(3)) {
      container.put("cpu", pick(0, 64, 128, 256));
    }
    if (!mode.equals("none")) {
      ports(container.putArray("ports"), number);
    }
    if (chance(2)) {
      container.putObject("environment").put("MODE", "x").put("EMPTY", "");
    }
    if (chance(3)) {
      container.putObject("secrets").put(rarely("MODE", "PASSWORD"), SECRET + "password");
    }
    if (chance(3)) {
      container.put("startTimeout", pick(2, 120, 121)).put("stopTimeout", pick(2, 120, 121));
    }
    if (chance(2)) {
      var health = container.putObject("healthCheck");
      health.putArray("command").add("CMD").add("/well");
      health.put("interval", pick(5, 300)).put("timeout", pick(2, 60));
    }
    if (count > 1 && chance(3)) {
      container
          .putArray("dependsOn")
          .addObject()
          .put("containerName", "c" + (number + 1) % count)
          .put("condition", pick("START", "HEALTHY", "COMPLETE", "SUCCESS"));
    }
    volumes.forEach(
        name ->
            container
                .withArray("mountPoints")
                .addObject()
                .put("sourceVolume", name)
                .put("containerPath", "/" + name));
    host(container);
    container.putObject("log").put("driver", log());
  }

  private String log() {
    return fargate
        ? pick("awslogs", "awsfirelens", "none")
        : pick("awslogs", "awsfirelens", "fluentd", "none");
  }

  private void memory(ObjectNode container) {
    switch (random.nextInt(4)) {
      case 0 -> container.put("memory", pick(6, 128, 512));
      case 1 -> container.put("memoryReservation", pick(6, 128, 512));
      case 2 -> container.put("memory", 256).put("memoryReservation", pick(128, 256));
      default -> {
        // neither, which needs a task of a size
      }
    }
  }

  private void ports(ArrayNode ports, int number) {
    for (int i = 0; i < random.nextInt(3); i++) {
      var port = ports.addObject();
      int inside = rarely(80, 8000 + 10 * number + i);
      if (chance(3)) {
        port.putObject("containerPort").put("blue", inside + 1000).put("green", inside);
      } else {
        port.put("containerPort", inside);
      }
      if (mode.equals("bridge") && chance(2)) {
        port.putObject("hostPort").put("blue", rarely(80, 0)).put("green", inside);
      }
      if (chance(4)) {
        port.put("protocol", "udp");
      }
    }
  }

  private void host(ObjectNode container) {
    int unlikely = fargate || mode.equals("awsvpc") ? 40 : 4;
    if (chance(unlikely)) {
      container.put("hostname", "shop");
    }
    if (chance(unlikely)) {
      container.putArray("dnsServers").add("10.0.0.2");
      container
          .putArray("extraHosts")
          .addObject()
          .put("hostname", "db")
          .put("ipAddress", "10.0.0.9");
    }
    if (chance(unlikely)) {
      container.put("privileged", true);
      container.putArray("securityOptions").add("no-new-privileges");
    }
    if (chance(10 * unlikely)) {
      container.put("disableNetworking", true);
    }
    if (mode.equals("bridge") && chance(5)) {
      container.putArray("links").add("c0");
    }
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  private <T> T rarely(T unlikely, T likely) {
    return chance(40) ? unlikely : likely;
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
