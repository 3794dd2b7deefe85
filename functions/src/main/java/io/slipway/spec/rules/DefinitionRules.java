package io.slipway.spec.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.domain.Quoted;
import io.slipway.runtime.Json;
import io.slipway.spec.Specification;
import io.slipway.spec.render.Colour;
import io.slipway.spec.render.TaskFacts;
import io.slipway.spec.render.TaskRendering;
import io.slipway.spec.shape.Paths;
import io.slipway.spec.shape.Said;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What ECS takes of a task definition as a whole, with what the rendering adds: the sidecar of
 * awsfirelens, stored parameters, longest names.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html">
 *     the quotas: 64 KiB, 10 containers</a>
 */
final class DefinitionRules {

  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_CONTAINERS = 10;

  /** As long as any family, image or ARN of a parameter that is put in its place. */
  private static final TextNode LONGEST = TextNode.valueOf("x".repeat(300));

  private final Specification specification;
  private final Said problems;

  private DefinitionRules(Specification specification, Said problems) {
    this.specification = specification;
    this.problems = problems;
  }

  static void check(Specification specification, Said problems) {
    var rules = new DefinitionRules(specification, problems);
    specification.services().keySet().forEach(rules::check);
  }

  private void check(String service) {
    var definition = TaskRendering.of(specification, service, Colour.GREEN, facts(specification));
    var path = Paths.key("services", service) + ".task";
    var containers = containers(definition);
    if (containers.size() > MOST_CONTAINERS) {
      problems.add(
          path + ".containers",
          "with the sidecar of awsfirelens, at most "
              + (MOST_CONTAINERS - 1)
              + " containers are allowed");
    }
    int bytes = Json.bytes(definition).length;
    if (bytes > MOST_BYTES) {
      problems.add(
          path,
          "its task definition would have "
              + bytes
              + " bytes (with names as long as they may be); ECS takes "
              + MOST_BYTES);
    }
    memory(definition, path);
    names(containers, path);
  }

  /** Without the sidecar, the rules of containers have said it already. */
  private void memory(ObjectNode definition, String path) {
    int has = definition.path("Memory").asInt(Integer.MAX_VALUE);
    var containers = containers(definition);
    int without =
        containers.stream()
            .filter(container -> !container.has("FirelensConfiguration"))
            .mapToInt(DefinitionRules::kept)
            .sum();
    int together = containers.stream().mapToInt(DefinitionRules::kept).sum();
    if (without <= has && together > has) {
      problems.add(
          path + ".memory",
          "with the sidecar of awsfirelens, the containers together ask for "
              + together
              + ", but the task has "
              + has);
    }
  }

  private static int kept(JsonNode container) {
    return container.path("MemoryReservation").asInt(container.path("Memory").asInt());
  }

  private void names(List<JsonNode> containers, String path) {
    long routers =
        containers.stream()
            .filter(one -> one.path("Name").asText().equals(TaskRendering.ROUTER))
            .count();
    if (routers > 1) {
      problems.add(
          path + ".containers",
          "the sidecar of awsfirelens is called " + Quoted.of(TaskRendering.ROUTER) + " as well");
    }
    var given = new HashSet<String>();
    containers.getFirst().path("Environment").forEach(one -> given.add(one.path("Name").asText()));
    specification.parameters().keys().stream()
        .filter(given::contains)
        .forEach(
            key ->
                problems.add(
                    "parameters.keys",
                    Quoted.of(key) + " is a variable of " + path + ".containers[0] already"));
  }

  private static List<JsonNode> containers(ObjectNode definition) {
    return StreamSupport.stream(definition.path("ContainerDefinitions").spliterator(), false)
        .toList();
  }

  private static TaskFacts facts(Specification specification) {
    var parameters = new LinkedHashMap<String, JsonNode>();
    specification.parameters().keys().forEach(key -> parameters.put(key, LONGEST));
    return new TaskFacts(
        LONGEST,
        LONGEST,
        "x".repeat(128),
        LONGEST,
        TextNode.valueOf("ap-southeast-99"),
        parameters,
        Optional.of(LONGEST),
        Optional.of(LONGEST));
  }
}
