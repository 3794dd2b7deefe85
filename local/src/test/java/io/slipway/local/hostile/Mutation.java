package io.slipway.local.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes requests of valid ones that may be wrong in any way; the same from the same seed. */
final class Mutation {

  private static final List<String> NAUGHTY =
      List.of(
          "",
          " ",
          "null",
          "undefined",
          "true",
          "0",
          "-1",
          "1e309",
          "NaN",
          "\u0000",
          "a\r\nb: c",
          "\u202eevil",
          "\ud83d",
          "😀",
          "{{resolve:secretsmanager:x}}",
          "${AWS::AccountId}",
          "{% $states.input %}",
          "'; DROP TABLE",
          "<script>",
          "../../etc/passwd",
          "%00",
          "aws:x",
          "shop",
          "SHOP",
          "Cats",
          "nobody",
          "dev",
          "DEV",
          "prod",
          "1.0.0",
          "2.0.1",
          "9.9.9",
          "a@b.de",
          "é".repeat(30),
          "x".repeat(300),
          "y".repeat(20_000),
          "\\u0041",
          "\"",
          "\\");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "100",
          "101",
          "1.5",
          "1e400",
          "2147483648",
          "9223372036854775808",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"\": {}}",
          "\"\"");

  private final RandomGenerator random;

  Mutation(RandomGenerator random) {
    this.random = random;
  }

  /** A body that was {@code valid}, after one to three changes. */
  byte[] of(String valid) {
    var body = WrongRequest.object(valid);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      change(pick(containers(body)));
    }
    return torn(body.toString());
  }

  private void change(JsonNode container) {
    if (container instanceof ObjectNode object) {
      changeObject(object);
    } else if (container instanceof ArrayNode array) {
      changeArray(array);
    }
  }

  private void changeObject(ObjectNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    var name = names.isEmpty() ? "a" : pick(names);
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name + pick(List.of("s", " ", "\u0000", "_")), value());
      case 2 -> object.put(name, pick(NAUGHTY));
      case 3 -> object.set(name, value());
      case 4 -> object.set(name, nested(object.path(name)));
      default -> object.put(pick(NAUGHTY), pick(NAUGHTY));
    }
  }

  private void changeArray(ArrayNode array) {
    switch (random.nextInt(4)) {
      case 0 -> array.removeAll();
      case 1 -> array.add(pick(NAUGHTY));
      case 2 -> array.add(value());
      default -> array.addAll(array.deepCopy());
    }
  }

  private JsonNode nested(JsonNode value) {
    var nested = value.isMissingNode() ? Json.tree("a") : value.deepCopy();
    for (int depth = random.nextInt(1, 80); depth > 0; depth--) {
      nested = Json.mapper().createArrayNode().add(nested);
    }
    return nested;
  }

  private JsonNode value() {
    var text = pick(VALUES);
    return text.contains("e400")
        ? Json.mapper().createObjectNode().numberNode(new java.math.BigDecimal(text))
        : WrongRequest.object("{\"v\": " + text + "}").get("v");
  }

  /** Rarely, the text itself is damaged. */
  private byte[] torn(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) > 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(3)) {
      case 0 -> bytes[at] = (byte) random.nextInt(256);
      case 1 -> bytes = java.util.Arrays.copyOf(bytes, at);
      default -> bytes = (text + text.substring(at)).getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }

  private List<JsonNode> containers(JsonNode tree) {
    var found = new ArrayList<JsonNode>();
    if (tree.isContainerNode()) {
      found.add(tree);
      tree.forEach(child -> found.addAll(containers(child)));
    }
    return found;
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
