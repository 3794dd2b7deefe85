package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A list of values of one kind. */
record ListShape(Shape items, int fewest, int most) implements Shape {

  @Override
  public Optional<Object> read(JsonNode value, String path, Said problems) {
    if (!value.isArray()) {
      problems.add(path, "a list is expected, but got " + Json.kind(value));
      return Optional.empty();
    }
    if (value.size() < fewest || value.size() > most) {
      problems.add(path, fewest + " to " + most + " entries are allowed, but got " + value.size());
      return Optional.empty();
    }
    var read = new ArrayList<Object>();
    for (int i = 0; i < value.size(); i++) {
      items.read(value.get(i), Paths.item(path, i), problems).ifPresent(read::add);
    }
    return read.size() == value.size() ? Optional.of(List.copyOf(read)) : Optional.empty();
  }

  @Override
  public Optional<JsonNode> mended(JsonNode value, String path, StandIns standIns) {
    if (!value.isArray()) {
      return Optional.<JsonNode>of(Json.mapper().createArrayNode().add(value)).filter(this::reads);
    }
    var mended = Json.mapper().createArrayNode();
    if (value.size() > 1 && standIns.isWrong(path)) {
      // any of them alone
      return standIns
          .one(Stream.iterate(0, i -> i < value.size(), i -> i + 1).toList(), path)
          .flatMap(i -> items.mended(value.get(i), Paths.item(path, i), standIns))
          .<JsonNode>map(mended::add)
          .filter(this::reads);
    }
    for (int i = 0; i < value.size(); i++) {
      items.mended(value.get(i), Paths.item(path, i), standIns).ifPresent(mended::add);
    }
    return mended.size() == value.size()
        ? Optional.<JsonNode>of(mended).filter(this::reads)
        : Optional.empty();
  }

  @Override
  public JsonNode write(Object value) {
    var array = Json.mapper().createArrayNode();
    ((List<?>) value).forEach(item -> array.add(items.write(item)));
    return array;
  }

  @Override
  public ObjectNode schema() {
    var schema = Nodes.ofType("array");
    schema.set("items", items.schema());
    return schema.put("minItems", fewest).put("maxItems", most);
  }

  @Override
  public String words() {
    return "list of " + items.words();
  }

  @Override
  public Stream<KeyRow> rows(String path) {
    return items.rows(path + "[]");
  }

  @Override
  public boolean isEmpty(Object value) {
    return ((List<?>) value).isEmpty();
  }
}
