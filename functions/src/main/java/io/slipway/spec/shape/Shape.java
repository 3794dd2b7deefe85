package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
