package io.slipway.spec.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Makes documents that a schema allows, and breaks them. */
final class Documents {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Text for the patterns of the forms; the first that matches is taken. */
  private static final List<String> SAMPLES =
      List.of(
          "web",
          "1.4.0",
          "shop.example.com",
          "/health",
          "10.0.0.0/16",
          "fs-0123abcd",
          "200",
          "503",
          "443",
          "HTTPS",
          "KEY=",
          "text/plain",
          "https://login.example.com",
          "s3:GetObject",
          "arn:aws:sns:eu-central-1:123456789012:topic",
          "arn:aws:iam::123456789012:role/scaling",
          "arn:aws:secretsmanager:eu-central-1:123456789012:secret:oidc",
          "arn:aws:cognito-idp:eu-central-1:123456789012:userpool/pool");

  private final RandomGenerator random;
  private int names;

  Documents(RandomGenerator random) {
    this.random = random;
  }

  /** A document that {@code schema} allows. */
  JsonNode of(JsonNode schema) {
    var types = schema.path("type");
    if (schema.has("enum")) {
      return pick(schema.get("enum"));
    }
    if (schema.has("anyOf")) {
      return of(pick(schema.get("anyOf")));
    }
    if (types.isArray()) {
      return of(((ObjectNode) schema).objectNode().put("type", pick(types).asText()));
    }
    return switch (types.asText()) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "string" -> NODES.textNode(text(schema));
      case "integer" -> NODES.numberNode(number(schema));
      case "number" -> NODES.numberNode(number(schema) * (random.nextBoolean() ? 1 : 0.5));
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      case "null" -> NODES.nullNode();
      default -> throw new IllegalArgumentException("no document for " + schema);
    };
  }

  private ObjectNode object(JsonNode schema) {
    var object = NODES.objectNode();
    var required = new ArrayList<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (var property : schema.path("properties").properties()) {
      boolean refused = property.getValue().has("not");
      if (!refused && (required.contains(property.getKey()) || random.nextInt(3) == 0)) {
        object.set(property.getKey(), of(property.getValue()));
      }
    }
    if (schema.path("additionalProperties").isObject()) {
      int least = schema.path("minProperties").asInt();
      int count = Math.min(schema.path("maxProperties").asInt(3), least + random.nextInt(2));
      for (int i = 0; i < count; i++) {
        object.set("name" + names++, of(schema.get("additionalProperties")));
      }
    }
    return ordered(object);
  }

  /** A range whose ends are exchanged is for the rules, not for the schema. */
  private static ObjectNode ordered(ObjectNode object) {
    var min = object.path("min");
    var max = object.path("max");
    if (min.isNumber() && max.isNumber() && min.doubleValue() > max.doubleValue()) {
      object.set("min", max);
      object.set("max", min);
    }
    return object;
  }

  private ArrayNode array(JsonNode schema) {
    var array = NODES.arrayNode();
    int least = schema.path("minItems").asInt();
    int count = Math.min(schema.path("maxItems").asInt(3), least + random.nextInt(3));
    for (int i = 0; i < count; i++) {
      array.add(of(schema.get("items")));
    }
    return array;
  }

  private String text(JsonNode schema) {
    var pattern = schema.path("pattern").asText();
    if (pattern.isEmpty()) {
      return "text" + names++;
    }
    if (pattern.contains("[smhd]") || pattern.contains("\\d{1,7}")) {
      return 1 + random.nextInt(50) + "m";
    }
    var fitting = SAMPLES.stream().filter(sample -> sample.matches(pattern)).toList();
    if (fitting.isEmpty()) {
      throw new IllegalArgumentException("no sample matches " + pattern);
    }
    return fitting.get(random.nextInt(fitting.size()));
  }

  private long number(JsonNode schema) {
    long min = schema.path("minimum").asLong(0);
    long max = schema.path("maximum").asLong(1000);
    return switch (random.nextInt(4)) {
      case 0 -> min;
      case 1 -> max;
      default -> random.nextLong(min, max + 1);
    };
  }

  /** {@code document} with one thing changed, which mostly breaks it. */
  JsonNode broken(JsonNode document) {
    var copy = document.deepCopy();
    var places = new ArrayList<JsonNode>();
    collect(copy, places);
    var place = places.get(random.nextInt(places.size()));
    if (place instanceof ObjectNode object) {
      change(object);
    } else if (place instanceof ArrayNode array) {
      change(array);
    }
    return copy;
  }

  private void change(ObjectNode object) {
    var keys = object.properties().stream().map(Map.Entry::getKey).toList();
    if (keys.isEmpty() || random.nextInt(4) == 0) {
      object.set("unknown" + random.nextInt(3), something());
    } else if (random.nextInt(3) == 0) {
      object.remove(keys.get(random.nextInt(keys.size())));
    } else {
      object.set(keys.get(random.nextInt(keys.size())), something());
    }
    ordered(object);
  }

  private void change(ArrayNode array) {
    if (array.isEmpty() || random.nextBoolean()) {
      array.add(something());
    } else if (random.nextBoolean()) {
      array.removeAll();
    } else {
      array.set(random.nextInt(array.size()), something());
    }
  }

  private JsonNode something() {
    return switch (random.nextInt(11)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.textNode("");
      case 2 -> NODES.textNode("x".repeat(5000));
      case 3 -> IntNode.valueOf(-1);
      case 4 -> NODES.numberNode(1.5);
      case 5 -> NODES.numberNode(2.0);
      case 6 -> NODES.numberNode(99_999_999_999L);
      case 7 -> NODES.booleanNode(true);
      case 8 -> NODES.arrayNode();
      case 9 -> NODES.objectNode();
      default -> NODES.textNode("#");
    };
  }

  private static void collect(JsonNode node, List<JsonNode> places) {
    if (node.isContainerNode()) {
      places.add(node);
      node.forEach(child -> collect(child, places));
    }
  }

  private JsonNode pick(JsonNode list) {
    return list.get(random.nextInt(list.size()));
  }
}
