package io.slipway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings a task definition from what one specification said to what the next one says. What the
 * next says, holds. What only the one before said, goes. What neither says is somebody else's, and
 * stays: a field that specifications have no word for, a container or a variable that was added by
 * hand.
 */
final class DefinitionMerge {

  /** What tells the items of a list apart, by the name of the list. */
  private static final Map<String, Function<JsonNode, String>> KEYS =
      Map.of(
          "containerDefinitions", named("name"),
          "volumes", named("name"),
          "environment", named("name"),
          "secrets", named("name"),
          "mountPoints", named("containerPath"),
          "extraHosts", named("hostname"),
          "dependsOn", named("containerName"),
          "portMappings",
              port ->
                  port.path("containerPort").asText() + "/" + port.path("protocol").asText("tcp"));

  /** Their parts make sense together only. */
  private static final Set<String> WHOLE = Set.of("logConfiguration", "firelensConfiguration");

  private static final JsonNode NOTHING = MissingNode.getInstance();

  private DefinitionMerge() {}

  /**
   * The merged definition; all are requests to register one, with the API's names.
   *
   * @param live what is registered now
   * @param next what the specification says now
   * @param before what the one said that {@code live} was registered for
   */
  static ObjectNode of(ObjectNode live, ObjectNode next, ObjectNode before) {
    return object(live, next, before);
  }

  /** Whether the order of the list {@code name} means nothing. */
  static boolean isKeyed(String name) {
    return KEYS.containsKey(name);
  }

  /** What tells {@code item} from the others of the list {@code name}. */
  static String key(String name, JsonNode item) {
    return KEYS.get(name).apply(item);
  }

  private static Function<JsonNode, String> named(String key) {
    return item -> item.path(key).asText();
  }

  private static ObjectNode object(JsonNode live, JsonNode next, JsonNode before) {
    var merged = JsonNodeFactory.instance.objectNode();
    next.properties()
        .forEach(
            entry -> {
              var key = entry.getKey();
              merged.set(key, member(key, live.path(key), entry.getValue(), before.path(key)));
            });
    live.properties().stream()
        .filter(entry -> !next.has(entry.getKey()))
        .forEach(
            entry -> {
              var key = entry.getKey();
              var left = left(key, entry.getValue(), before.path(key));
              if (!left.isMissingNode()) {
                merged.set(key, left);
              }
            });
    return merged;
  }

  private static JsonNode member(String key, JsonNode live, JsonNode next, JsonNode before) {
    if (KEYS.containsKey(key)) {
      return list(key, live, next, before);
    }
    return next.isObject() && live.isObject() && !WHOLE.contains(key)
        ? object(live, next, before)
        : next;
  }

  /** What stays of a member that the specification does not speak of, or no longer. */
  private static JsonNode left(String key, JsonNode live, JsonNode before) {
    if (before.isMissingNode()) {
      return live;
    }
    if (KEYS.containsKey(key)) {
      var rest = list(key, live, NOTHING, before);
      return rest.isEmpty() ? NOTHING : rest;
    }
    if (key.equals("dockerLabels")) {
      var rest = object(live, NOTHING, before);
      return rest.isEmpty() ? NOTHING : rest;
    }
    return NOTHING;
  }

  /** The items of the specification in its order, then those of others. */
  private static ArrayNode list(String name, JsonNode live, JsonNode next, JsonNode before) {
    var lives = byKey(name, live);
    var nexts = byKey(name, next);
    var befores = byKey(name, before);
    var merged = JsonNodeFactory.instance.arrayNode();
    nexts.forEach(
        (key, item) -> {
          var same = lives.getOrDefault(key, NOTHING);
          merged.add(
              sameKind(name, same, item)
                  ? object(same, item, befores.getOrDefault(key, NOTHING))
                  : item);
        });
    lives.forEach(
        (key, item) -> {
          if (!nexts.containsKey(key) && !befores.containsKey(key)) {
            merged.add(item);
          }
        });
    return merged;
  }

  /** A volume is of one kind: of another, nothing is kept. */
  private static boolean sameKind(String name, JsonNode live, JsonNode next) {
    return live.isObject()
        && (!name.equals("volumes")
            || next.properties().stream().allMatch(entry -> live.has(entry.getKey())));
  }

  private static Map<String, JsonNode> byKey(String name, JsonNode list) {
    var items = new LinkedHashMap<String, JsonNode>();
    list.forEach(item -> items.put(key(name, item), item));
    return items;
  }
}
