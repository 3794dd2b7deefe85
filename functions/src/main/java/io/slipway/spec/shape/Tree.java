package io.slipway.spec.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Builds a document of our own form, key by key; what is absent is left out. */
public final class Tree {

  private final ObjectNode object = JsonNodeFactory.instance.objectNode();

  /** Text, a number, true or false, a word, or part of a form. */
  public Tree put(String key, Object value) {
    object.set(key, node(value));
    return this;
  }

  public Tree put(String key, Optional<?> value) {
    value.ifPresent(present -> put(key, present));
    return this;
  }

  public Tree put(String key, Tree value) {
    object.set(key, value.object);
    return this;
  }

  /** A list, each item made by {@code item}. */
  public <T> Tree list(String key, Collection<T> items, Function<T, Tree> item) {
    var array = object.putArray(key);
    items.forEach(one -> array.add(item.apply(one).object));
    return this;
  }

  public ObjectNode node() {
    return object;
  }

  private static JsonNode node(Object value) {
    var nodes = JsonNodeFactory.instance;
    return switch (value) {
      case JsonNode node -> node;
      case Integer number -> nodes.numberNode(number);
      case Double number -> nodes.numberNode(number);
      case Boolean truth -> nodes.booleanNode(truth);
      case Scalar scalar -> nodes.textNode(scalar.text());
      case OneOrMore texts -> node(texts.values());
      case KeyValues pairs -> node(pairs.values());
      case PerColour ports ->
          ports.same()
              ? nodes.numberNode(ports.blue())
              : new RecordShape(PerColour.class, Naming.CAMEL).write(ports);
      case Wait wait -> nodes.numberNode(wait.duration().toSeconds());
      case List<?> items -> {
        var array = nodes.arrayNode();
        items.forEach(item -> array.add(node(item)));
        yield array;
      }
      case Map<?, ?> entries -> {
        var map = nodes.objectNode();
        entries.forEach((key, item) -> map.set((String) key, node(item)));
        yield map;
      }
      case Record part -> new RecordShape(part.getClass(), Naming.CAMEL).write(part);
      default -> nodes.textNode(value.toString());
    };
  }
}
