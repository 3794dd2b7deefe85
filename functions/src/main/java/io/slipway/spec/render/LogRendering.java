package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.spec.Container;
import io.slipway.spec.LogDriver;
import io.slipway.spec.Task;
import io.slipway.spec.shape.Tree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Renders where containers log, and the sidecar that {@code awsfirelens} needs. */
final class LogRendering {

  /** MiB, as in AWS's examples of FireLens. */
  private static final int ROUTER_MEMORY = 50;

  /**
   * The image that AWS maintains.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-using-fluentbit.html">
   *     AWS for Fluent Bit</a>
   */
  private static final String IMAGE = "public.ecr.aws/aws-observability/aws-for-fluent-bit:stable";

  private final String service;
  private final TaskFacts facts;

  /** Several services share the log group of their place: streams begin with {@code service}. */
  LogRendering(String service, TaskFacts facts) {
    this.service = service;
    this.facts = facts;
  }

  /** Whether a container of {@code task} logs through the sidecar. */
  static boolean isRouted(Task task) {
    return task.containers().stream()
        .anyMatch(container -> container.log().driver() == LogDriver.AWSFIRELENS);
  }

  /** Empty for {@code none}: the API has no word for it but to leave it out. */
  Optional<Tree> of(Container container) {
    var log = container.log();
    Map<String, JsonNode> options =
        switch (log.driver()) {
          case AWSLOGS -> awslogs();
          case AWSFIRELENS ->
              log.options().isEmpty() ? cloudWatch(container.name()) : new LinkedHashMap<>();
          case FLUENTD, NONE -> new LinkedHashMap<>();
        };
    log.options().forEach((name, value) -> options.put(name, TextNode.valueOf(value)));
    if (log.driver() == LogDriver.NONE) {
      return Optional.empty();
    }
    var tree = new Tree().put("LogDriver", log.driver());
    if (!options.isEmpty()) {
      tree.put("Options", options);
    }
    return Optional.of(
        log.secretOptions().isEmpty()
            ? tree
            : tree.list(
                "SecretOptions",
                log.secretOptions().entrySet(),
                secret ->
                    new Tree().put("Name", secret.getKey()).put("ValueFrom", secret.getValue())));
  }

  private Map<String, JsonNode> awslogs() {
    var options = new LinkedHashMap<String, JsonNode>();
    options.put("awslogs-group", facts.logGroup());
    options.put("awslogs-region", facts.region());
    options.put("awslogs-stream-prefix", TextNode.valueOf(service));
    return options;
  }

  /** To the log group of the place, like awslogs: the line alone, in a stream of the container. */
  private Map<String, JsonNode> cloudWatch(String container) {
    var options = new LinkedHashMap<String, JsonNode>();
    options.put("Name", TextNode.valueOf("cloudwatch_logs"));
    options.put("region", facts.region());
    options.put("log_group_name", facts.logGroup());
    options.put("log_stream_prefix", TextNode.valueOf(service + "/" + container + "/"));
    options.put("log_key", TextNode.valueOf("log"));
    return options;
  }

  /** The sidecar; ECS starts it before the containers that log through it. */
  Tree router() {
    return new Tree()
        .put("Name", TaskRendering.ROUTER)
        .put("Image", IMAGE)
        .put("Essential", true)
        .put("MemoryReservation", ROUTER_MEMORY)
        .put(
            "FirelensConfiguration",
            new Tree()
                .put("Type", "fluentbit")
                .put("Options", Map.of("enable-ecs-log-metadata", "true")))
        .put(
            "LogConfiguration",
            new Tree().put("LogDriver", LogDriver.AWSLOGS).put("Options", awslogs()));
  }
}
