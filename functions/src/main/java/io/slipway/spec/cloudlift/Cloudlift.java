package io.slipway.spec.cloudlift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.spec.LaunchType;
import io.slipway.spec.LogDriver;
import io.slipway.spec.NetworkMode;
import io.slipway.spec.shape.Form;
import io.slipway.spec.shape.KeyValues;
import io.slipway.spec.shape.Naming;
import io.slipway.spec.shape.OneOrMore;
import io.slipway.spec.shape.Origins;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the service configuration of Cloudlift. */
public final class Cloudlift {

  private static final Form<ServiceConfiguration> FORM =
      new Form<>(ServiceConfiguration.class, Naming.SNAKE);

  private static final String VOLUME = "efs";

  private Cloudlift() {}

  /** The form, for its schema and its table. */
  public static Form<?> form() {
    return FORM;
  }

  /** A configuration in the words of our own form, and where its parts came from. */
  public record Translated(ObjectNode document, Origins origins) {}

  /** The configuration in our own form; empty where it is not of this form, which has been said. */
  public static Optional<Translated> read(JsonNode document, Said problems) {
    return FORM.read(document, "", problems).flatMap(from -> translate(from, problems));
  }

  private static Optional<Translated> translate(ServiceConfiguration from, Said problems) {
    var origins =
        new Origins(Naming.SNAKE)
            .place("", "")
            .place("notificationsTopic", "notifications_arn")
            .place("parameters.keys", "env_sample");
    var services = new Tree();
    boolean good = true;
    for (var entry : from.services().entrySet()) {
      var path = Paths.key("services", entry.getKey());
      origins(origins, path);
      if (metricsPort(entry.getValue(), path, problems)) {
        services.put(entry.getKey(), service(entry.getKey(), entry.getValue()));
      } else {
        good = false;
      }
    }
    var keys = from.envSample().stream().map(key -> key.replace("=", "")).toList();
    var document =
        new Tree()
            .put("services", services)
            .put("parameters", new Tree().put("keys", keys))
            .put("notificationsTopic", from.notificationsArn())
            .node();
    return good ? Optional.of(new Translated(document, origins)) : Optional.empty();
  }

  private static boolean metricsPort(CloudliftService service, String path, Said problems) {
    boolean good =
        service
            .customMetrics()
            .map(metrics -> metrics.metricsPort().text().matches("\\d{1,5}"))
            .orElse(true);
    if (!good) {
      problems.add(path + ".custom_metrics.metrics_port", "a port is expected, 1 to 65535");
    }
    return good;
  }

  private static void origins(Origins origins, String path) {
    origins
        .place(path, path)
        .place(path + ".task", path)
        .place(path + ".task.cpu", path + ".fargate.cpu")
        .place(path + ".task.memory", path + ".fargate.memory")
        .place(path + ".task.volumes", path + ".volume")
        .place(path + ".task.containers[0]", path)
        .place(path + ".task.containers[0].log.driver", path + ".logging")
        .place(path + ".task.containers[0].ports[0]", path + ".http_interface")
        .place(path + ".task.containers[0].mountPoints[0]", path + ".volume")
        .place(path + ".placement.launchType", path + ".fargate")
        .place(path + ".targetGroups[0]", path + ".http_interface")
        .place(
            path + ".targetGroups[0].healthCheck.path", path + ".http_interface.health_check_path")
        .place(path + ".loadBalancer", path + ".http_interface")
        .place(path + ".customMetrics", path + ".custom_metrics")
        .place(path + ".customMetrics.port", path + ".custom_metrics.metrics_port")
        .place(path + ".customMetrics.path", path + ".custom_metrics.metrics_path");
    for (int i = 1; i < 10; i++) {
      origins.place(path + ".task.containers[" + i + "]", path + ".sidecars[" + (i - 1) + "]");
    }
  }

  private static Tree service(String name, CloudliftService from) {
    var service =
        new Tree()
            .put("task", task(name, from))
            .put(
                "placement",
                new Tree()
                    .put(
                        "launchType",
                        from.fargate().isPresent() ? LaunchType.FARGATE : LaunchType.EC2)
                    .put("capacity", from.spotDeployment() ? "spot" : "on-demand"))
            .put("alarms", new Tree().put("enabled", !from.disableServiceAlarms()));
    from.customMetrics()
        .ifPresent(
            metrics ->
                service.put(
                    "customMetrics",
                    new Tree()
                        .put("port", Integer.valueOf(metrics.metricsPort().text()))
                        .put("path", metrics.metricsPath())));
    from.httpInterface().ifPresent(http -> reach(service, name, http));
    return service;
  }

  private static void reach(Tree service, String name, HttpInterface http) {
    service.list("targetGroups", List.of(http), one -> targetGroup(name, one));
    service.put(
        "loadBalancer",
        new Tree()
            .put("own", http.albMode() == HttpInterface.AlbMode.dedicated)
            .put("internal", http.internal())
            .put("restrictAccessTo", http.restrictAccessTo())
            .put("hostnames", http.hostnames().orElse(List.of())));
  }

  private static Tree targetGroup(String name, HttpInterface http) {
    return new Tree()
        .put("container", name)
        .put("containerPort", http.containerPort())
        .put(
            "healthCheck",
            new Tree()
                .put("path", http.healthCheckPath())
                .put("matcher", "200-399")
                .put("timeout", 10))
        .put("attributes", Map.of("deregistration_delay.timeout_seconds", "30"));
  }

  private static Tree task(String name, CloudliftService from) {
    boolean own = from.fargate().isPresent() || from.customMetrics().isPresent();
    var containers = new ArrayList<Tree>();
    containers.add(main(name, from));
    from.sidecars().forEach(sidecar -> containers.add(sidecar(sidecar, from)));
    var task =
        new Tree()
            .put("cpu", from.fargate().map(FargateSection::cpu))
            .put("memory", from.fargate().map(FargateSection::memory))
            .put("networkMode", own ? NetworkMode.AWSVPC : NetworkMode.BRIDGE)
            .list("containers", containers, container -> container);
    from.volume()
        .ifPresent(
            volume ->
                task.list(
                    "volumes",
                    List.of(volume),
                    efs ->
                        new Tree()
                            .put("name", VOLUME)
                            .put(
                                VOLUME,
                                new Tree()
                                    .put("fileSystemId", efs.efsId())
                                    .put("directory", efs.efsDirectoryPath()))));
    return task;
  }

  private static Tree main(String name, CloudliftService from) {
    var container =
        new Tree()
            .put("name", name)
            .put("memoryReservation", from.memoryReservation())
            .put("memory", hardLimit(from.memoryReservation(), from))
            // as one argument, as Cloudlift hands it over
            .put("command", from.command().map(List::of))
            .put("dependsOn", from.dependsOn())
            .put("log", new Tree().put("driver", from.logging().orElse(LogDriver.AWSLOGS)));
    from.httpInterface()
        .ifPresent(
            http ->
                container.list(
                    "ports",
                    List.of(http),
                    one -> new Tree().put("containerPort", one.containerPort())));
    from.volume()
        .ifPresent(
            volume ->
                container.list(
                    "mountPoints",
                    List.of(volume),
                    one ->
                        new Tree()
                            .put("sourceVolume", VOLUME)
                            .put("containerPath", one.containerPath())));
    return container;
  }

  private static Tree sidecar(Sidecar from, CloudliftService service) {
    return new Tree()
        .put("name", from.name())
        .put("image", from.image())
        .put("memoryReservation", from.memoryReservation())
        .put("memory", hardLimit(from.memoryReservation(), service))
        .put("command", from.command().map(OneOrMore::values))
        .put("environment", Optional.of(from.env()).map(KeyValues::values))
        .put("essential", false);
  }

  /** One and a half times what is reserved, and no more than a task on Fargate has. */
  private static int hardLimit(int reserved, CloudliftService service) {
    int limit = reserved + reserved / 2;
    return service
        .fargate()
        .map(size -> Math.max(reserved, Math.min(limit, size.memory())))
        .orElse(limit);
  }
}
