package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.runtime.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pairs, as an object or as a list: {@code {A: 1, B: 2}}, {@code [{A: 1}, {B: 2}]} or {@code
 * [{name: A, value: 1}]}, also with {@code key}. Values may be text, numbers, true or false.
 */
final class KeyValuesShape implements Shape {

  private static final Set<String> NAMED = Set.of("name", "value");
  private static final Set<String> KEYED = Set.of("key", "value");

  private final Key key;
  private final Shape values;

  KeyValuesShape(Key key) {
    this.key = key;
    this.values = new ScalarShape(key);
  }

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    if (!value.isObject() && !value.isArray()) {
      problems.add(path, "an object, or a list of pairs, is expected, but got " + Json.kind(value));
      return Optional.empty();
    }
    if (value.size() < key.fewest() || value.size() > key.most()) {
      problems.add(
          path, key.fewest() + " to " + key.most() + " pairs are allowed, but got " + value.size());
      return Optional.empty();
    }
    var read = new LinkedHashMap<String, String>();
    boolean good = true;
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      good &= pair(value.get(i), Paths.item(path, i), read, problems);
    }
    for (var entry : value.properties()) {
      good &=
          put(entry.getKey(), entry.getValue(), Paths.key(path, entry.getKey()), read, problems);
    }
    return good ? Optional.of(new KeyValues(read)) : Optional.empty();
  }

  private boolean pair(JsonNode pair, String path, Map<String, String> read, Said problems) {
    var names =
        pair.isObject()
            ? Set.copyOf(pair.properties().stream().map(Map.Entry::getKey).toList())
            : Set.of();
    if (names.equals(NAMED) || names.equals(KEYED)) {
      var name = pair.path(names.equals(NAMED) ? "name" : "key");
      if (!name.isTextual()) {
        problems.add(path, "a pair has text for its name, but got " + Json.kind(name));
        return false;
      }
      return put(name.textValue(), pair.path("value"), path, read, problems);
    }
    if (names.size() != 1) {
      problems.add(path, "a pair is {NAME: value} or {name, value}, but got " + Json.kind(pair));
      return false;
    }
    var only = pair.properties().iterator().next();
    return put(only.getKey(), only.getValue(), Paths.key(path, only.getKey()), read, problems);
  }

  private boolean put(
      String name, JsonNode value, String path, Map<String, String> read, Said problems) {
    var text = values.read(value, path, problems);
    if (text.isPresent() && read.put(name, ((Scalar) text.get()).text()) != null) {
      problems.add(path, "the name is given twice");
      return false;
    }
    return text.isPresent();
  }

  @Override
  public List<JsonNode> samples() {
    return List.of(Nodes.object());
  }

  @Override
  public JsonNode write(Object value) {
    var object = Nodes.object();
    ((KeyValues) value).values().forEach((name, text) -> object.set(name, TextNode.valueOf(text)));
    return object;
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.object();
    var either = schema.putArray("anyOf");
    var object = either.addObject().put("type", "object");
    object.set("additionalProperties", values.schema());
    object.put("minProperties", key.fewest()).put("maxProperties", key.most());
    var pairs = either.addObject().put("type", "array");
    pairs.put("minItems", key.fewest()).put("maxItems", key.most());
    var pair = pairs.putObject("items").putArray("anyOf");
    var single = pair.addObject().put("type", "object");
    single.set("additionalProperties", values.schema());
    single.put("minProperties", 1).put("maxProperties", 1);
    pair.add(named("name")).add(named("key"));
    return schema;
  }

  private ObjectNode named(String name) {
    var named = Nodes.ofType("object").put("additionalProperties", false);
    named.putArray("required").add(name).add("value");
    var properties = named.putObject("properties");
    properties.putObject(name).put("type", "string");
    properties.set("value", values.schema());
    return named;
  }

  @Override
  public String words() {
    return "pairs: an object, or a list of {NAME: value}";
  }

  @Override
  public boolean isEmpty(Object value) {
    return ((KeyValues) value).values().isEmpty();
  }
}
