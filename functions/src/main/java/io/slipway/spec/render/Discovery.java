package io.slipway.spec.render;

import io.slipway.spec.CustomMetrics;
import io.slipway.spec.shape.Tree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Renders what collectors of metrics find tasks by: a service of Cloud Map with the tags
 * METRICS_PATH and METRICS_PORT, in a namespace of the stack's own, with a record of the address
 * and the port of every task.
 */
final class Discovery {

  private static final int TTL_SECONDS = 60;

  private Discovery() {}

  /** The namespace, where any service of the stack needs one. */
  static void namespace(Frame frame) {
    if (frame.parts().stream().anyMatch(part -> part.service().customMetrics().isPresent())) {
      var name =
          frame.subject().application().key() + "-" + frame.environment() + ".slipway.internal";
      frame
          .template()
          .resource(
              "Namespace",
              "AWS::ServiceDiscovery::PrivateDnsNamespace",
              new Tree().put("Name", name).put("Vpc", frame.site().vpc()));
    }
  }

  static void render(Berth berth) {
    berth.service().customMetrics().ifPresent(metrics -> service(berth, metrics));
  }

  /** What the ECS service has of it. */
  static Optional<Tree> registry(Berth berth) {
    return berth
        .service()
        .customMetrics()
        .map(
            metrics ->
                new Tree()
                    .put("RegistryArn", Template.attribute(berth.id("Discovery"), "Arn"))
                    .put("Port", metrics.port()));
  }

  private static void service(Berth berth, CustomMetrics metrics) {
    berth
        .template()
        .resource(
            berth.id("Discovery"),
            "AWS::ServiceDiscovery::Service",
            new Tree()
                .put("Name", berth.name().toLowerCase(Locale.ROOT))
                .put(
                    "DnsConfig",
                    new Tree()
                        .put("NamespaceId", Template.ref("Namespace"))
                        .put("RoutingPolicy", "MULTIVALUE")
                        .list(
                            "DnsRecords",
                            List.of("SRV"),
                            type -> new Tree().put("Type", type).put("TTL", TTL_SECONDS)))
                .put("HealthCheckCustomConfig", new Tree().put("FailureThreshold", 1))
                .list(
                    "Tags",
                    List.of("METRICS_PATH", "METRICS_PORT"),
                    key ->
                        new Tree()
                            .put("Key", key)
                            .put(
                                "Value",
                                key.endsWith("PATH")
                                    ? metrics.path()
                                    : String.valueOf(metrics.port()))));
  }
}
