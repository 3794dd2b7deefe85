package io.slipway.store;

import io.slipway.runtime.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of a table: attributes by name, read and written with their types. */
final class Row {

  private final Map<String, AttributeValue> attributes;

  private Row(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  static Row empty() {
    return new Row(new LinkedHashMap<>());
  }

  static Row of(Map<String, AttributeValue> attributes) {
    return new Row(attributes);
  }

  /** The key of an item in Slipway_Operations. */
  static Row key(String partition, String sort) {
    return empty().with("PK", partition).with("SK", sort);
  }

  static AttributeValue value(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue value(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  Row with(String name, String text) {
    attributes.put(name, value(text));
    return this;
  }

  Row with(String name, long number) {
    attributes.put(name, value(number));
    return this;
  }

  Row with(String name, Instant time) {
    return with(name, time.toString());
  }

  Row with(String name, Optional<String> text) {
    text.ifPresent(present -> with(name, present));
    return this;
  }

  Row with(String name, AttributeValue value) {
    attributes.put(name, value);
    return this;
  }

  /** Puts {@code value} down as a JSON document. */
  Row withJson(String name, Object value) {
    return with(name, Json.ordered(value));
  }

  String text(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("an item lacks the attribute " + name));
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
  }

  long number(String name) {
    return Long.parseLong(attributes.get(name).n());
  }

  /** A number, or {@code otherwise} where there is none. */
  long numberOr(String name, long otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  Instant time(String name) {
    return Instant.parse(text(name));
  }

  <T> T json(String name, Class<T> type) {
    return Json.readOwn(text(name), type);
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  Map<String, AttributeValue> attributes() {
    return attributes;
  }
}
