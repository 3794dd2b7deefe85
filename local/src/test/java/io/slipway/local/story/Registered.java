package io.slipway.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.SdkJson;
import io.slipway.domain.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ecs.EcsClient;

/** The task definitions that services have, by place, and in what two of them differ. */
final class Registered {

  /** What ECS says of a revision, rather than what was registered. */
  private static final List<String> ITS_OWN =
      List.of(
          "taskDefinitionArn",
          "revision",
          "status",
          "registeredAt",
          "registeredBy",
          "requiresAttributes",
          "compatibilities");

  private Registered() {}

  static Map<Place, Map<String, String>> of(Scenario scenario) {
    var ecs = scenario.slipway().clients().get(EcsClient.class);
    var found = new TreeMap<Place, Map<String, String>>();
    for (var entry : scenario.inventory(Production.NAME)) {
      var address = entry.address();
      var service =
          ecs.describeServices(
                  request -> request.cluster(address.cluster()).services(address.service()))
              .services()
              .getFirst();
      var definition =
          ecs.describeTaskDefinition(request -> request.taskDefinition(service.taskDefinition()))
              .taskDefinition();
      var leaves = new TreeMap<String, String>();
      collect("", SdkJson.write(definition).without(ITS_OWN), leaves);
      found.put(entry.place(), leaves);
    }
    return found;
  }

  /** The places where they differ. */
  static List<String> changed(Map<String, String> one, Map<String, String> other) {
    var paths = new TreeSet<>(one.keySet());
    paths.addAll(other.keySet());
    paths.removeIf(path -> Objects.equals(one.get(path), other.get(path)));
    return List.copyOf(paths);
  }

  private static void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  collect(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getValue(),
                      leaves));
    } else if (node.isArray() && node.path(0).has("name")) {
      node.forEach(item -> collect(path + "." + item.path("name").asText(), item, leaves));
    } else if (!node.isArray() || !node.isEmpty()) {
      leaves.put(path, node.toString());
    }
  }
}
