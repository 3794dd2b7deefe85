package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One kind of value of a form: how it is read, written, described by JSON Schema and in a table.
 * The four stand together so that they say the same.
 */
interface Shape {

  /** The value; empty where it is not allowed, which has then been said. */
  Optional<Object> read(JsonNode value, String path, Said problems);

  JsonNode write(Object value);

  /** Whether {@code value} is allowed. */
  default boolean reads(JsonNode value) {
    return read(value, "", (path, message) -> {}).isPresent();
  }

  /** {@code value} with stand-ins for what is wrong in it; empty where none are known. */
  default Optional<JsonNode> mended(JsonNode value, String path, StandIns standIns) {
    return reads(value) && !standIns.isWrong(path)
        ? Optional.of(value)
        : standIns.valueOf(this, path);
  }

  /** Some values that are mostly allowed, as different as they can be. */
  default List<JsonNode> samples() {
    return List.of();
  }

  /** JSON Schema, 2020-12. */
  ObjectNode schema();

  /** The kind, in words. */
  String words();

  /** What lies inside, each with its place in {@code path}. */
  default Stream<KeyRow> rows(String path) {
    return Stream.empty();
  }

  /** Whether a value need not be written, as its absence says the same. */
  default boolean isEmpty(Object value) {
    return false;
  }
}
