package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An object whose keys are free, in the order in which they are written. */
record MapShape(Shape values, String keys, int fewest, int most) implements Shape {

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    if (!value.isObject()) {
      problems.add(path, "an object is expected, but got " + Json.kind(value));
      return Optional.empty();
    }
    if (value.size() < fewest || value.size() > most) {
      problems.add(path, fewest + " to " + most + " entries are allowed, but got " + value.size());
      return Optional.empty();
    }
    var read = new LinkedHashMap<String, Object>();
    for (var entry : value.properties()) {
      var place = Paths.key(path, entry.getKey());
      if (!keys.isEmpty() && !Pattern.matches(keys, entry.getKey())) {
        problems.add(place, "a key of the form " + keys + " is expected");
      } else {
        values
            .read(entry.getValue(), place, problems)
            .ifPresent(item -> read.put(entry.getKey(), item));
      }
    }
    return read.size() == value.size()
        ? Optional.of(Collections.unmodifiableMap(read))
        : Optional.empty();
  }

  @Override
  public Optional<JsonNode> mended(JsonNode value, String path, StandIns standIns) {
    if (!value.isObject()) {
      return Optional.empty();
    }
    var mended = Nodes.object();
    for (var entry : value.properties()) {
      var place = Paths.key(path, entry.getKey());
      var one = values.mended(entry.getValue(), place, standIns);
      if (one.isPresent() && (keys.isEmpty() || Pattern.matches(keys, entry.getKey()))) {
        mended.set(entry.getKey(), one.get());
      } else {
        standIns.lose(place);
      }
    }
    return Optional.<JsonNode>of(mended).filter(this::reads);
  }

  @Override
  public JsonNode write(Object value) {
    var object = Nodes.object();
    ((Map<?, ?>) value).forEach((key, item) -> object.set((String) key, values.write(item)));
    return object;
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.ofType("object");
    schema.set("additionalProperties", values.schema());
    if (!keys.isEmpty()) {
      schema.putObject("propertyNames").put("pattern", "^(?:" + keys + ")$");
    }
    return schema.put("minProperties", fewest).put("maxProperties", most);
  }

  @Override
  public String words() {
    return "object, by name: " + values.words();
  }

  @Override
  public Stream<KeyRow> rows(String path) {
    return values.rows(path + ".*");
  }

  @Override
  public boolean isEmpty(Object value) {
    return ((Map<?, ?>) value).isEmpty();
  }
}
