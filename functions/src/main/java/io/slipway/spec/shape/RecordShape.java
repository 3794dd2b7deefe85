package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An object with the keys that the components of a record describe, and no others. */
final class RecordShape implements Shape {

  private final Class<? extends Record> type;
  private final Map<String, Field> fields;
  private final Constructor<?> constructor;

  RecordShape(Class<? extends Record> type, Naming naming) {
    this.type = type;
    this.constructor = constructor(type);
    this.fields =
        Arrays.stream(type.getRecordComponents())
            .map(component -> Field.of(component, naming))
            .collect(
                Collectors.toMap(
                    Field::key, field -> field, (one, other) -> one, LinkedHashMap::new));
  }

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    if (!value.isObject()) {
      problems.add(path, "an object is expected, but got " + Json.kind(value));
      return Optional.empty();
    }
    var meant = new HashSet<Optional<String>>();
    boolean known = true;
    for (var entry : value.properties()) {
      if (!fields.containsKey(entry.getKey())) {
        problems.add(Paths.key(path, entry.getKey()), unknown(entry.getKey()));
        meant.add(Nearest.of(entry.getKey(), fields.keySet()));
        known = false;
      }
    }
    var values = new Object[fields.size()];
    boolean complete = true;
    int i = 0;
    for (var field : fields.values()) {
      var given = value.path(field.key());
      boolean mistyped = given.isMissingNode() && meant.contains(Optional.of(field.key()));
      var read =
          field.read(given, Paths.key(path, field.key()), mistyped ? (p, why) -> {} : problems);
      complete &= read.isPresent();
      values[i++] = read.orElse(null);
    }
    return known && complete ? construct(values, path, problems) : Optional.empty();
  }

  @Override
  public Optional<JsonNode> mended(JsonNode value, String path, StandIns standIns) {
    return value.isObject()
        ? new Mending(fields.values(), path, standIns).mended(value).filter(this::reads)
        : Optional.empty();
  }

  private String unknown(String key) {
    return "unknown key; "
        + Nearest.of(key, fields.keySet()).map(meant -> "did you mean '" + meant + "'? ").orElse("")
        + "allowed: "
        + String.join(", ", fields.keySet());
  }

  private Optional<Object> construct(Object[] values, String path, Said problems) {
    try {
      return Optional.of(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        problems.add(path, wrong.getMessage());
        return Optional.empty();
      }
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getSimpleName(), e);
    }
  }

  private static Constructor<?> constructor(Class<? extends Record> type) {
    var components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(components);
      constructor.setAccessible(true); // records of a form are of use in their package only
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its constructor: " + type, e);
    }
  }

  @Override
  public JsonNode write(Object value) {
    var object = Nodes.object();
    fields.values().forEach(field -> field.write(value, object));
    return object;
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.ofType("object").put("additionalProperties", false);
    var required = fields.values().stream().filter(Field::required).map(Field::key).toList();
    if (!required.isEmpty()) {
      required.forEach(schema.putArray("required")::add);
    }
    var properties = schema.putObject("properties");
    fields.values().forEach(field -> properties.set(field.key(), field.schema()));
    return schema;
  }

  @Override
  public String words() {
    return "object";
  }

  @Override
  public Stream<KeyRow> rows(String path) {
    return fields.values().stream().flatMap(field -> field.rows(path));
  }
}
