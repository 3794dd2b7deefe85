package io.slipway.runtime;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a document against the record it is to become, and says which field is missing, unknown or
 * of the wrong type. Fields of type {@link Optional} may be absent.
 */
final class RecordShape {

  private RecordShape() {}

  /** Refuses {@code tree} with 400 where it cannot become a {@code type}. */
  static void check(JsonNode tree, Class<?> type) {
    if (type.isRecord()) {
      check(tree, type, "body");
    }
  }

  private static void check(JsonNode tree, Class<?> type, String path) {
    if (!tree.isObject()) {
      throw Rejected.invalid(path, "a JSON object is expected, but got " + kind(tree));
    }
    var components = List.of(type.getRecordComponents());
    tree.fieldNames().forEachRemaining(name -> known(name, components, path));
    for (var component : components) {
      var field = path.equals("body") ? name(component) : path + "." + name(component);
      check(tree.path(name(component)), component.getGenericType(), field);
    }
  }

  private static void known(String name, List<RecordComponent> components, String path) {
    if (components.stream().noneMatch(component -> name(component).equals(name))) {
      throw Rejected.invalid(
          path.equals("body") ? Quoted.of(name) : path + "." + Quoted.of(name),
          "unknown field; allowed: "
              + String.join(", ", components.stream().map(RecordShape::name).toList()));
    }
  }

  /** What the field is called in JSON: not every word is allowed as a component's name. */
  private static String name(RecordComponent component) {
    var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }

  private static void check(JsonNode value, Type type, String field) {
    if (type instanceof ParameterizedType generic) {
      checkGeneric(value, generic, field);
    } else if (value.isMissingNode() || value.isNull()) {
      throw Rejected.invalid(field, "is required" + expected((Class<?>) type));
    } else if (type instanceof Class<?> plain) {
      checkPlain(value, plain, field);
    }
  }

  private static void checkGeneric(JsonNode value, ParameterizedType type, String field) {
    if (type.getRawType() == Optional.class) {
      if (!value.isMissingNode() && !value.isNull()) {
        check(value, type.getActualTypeArguments()[0], field);
      }
    } else if (value.isMissingNode() || value.isNull()) {
      throw Rejected.invalid(field, "is required");
    } else if (type.getRawType() == List.class) {
      if (!value.isArray()) {
        throw Rejected.invalid(field, "a list is expected, but got " + kind(value));
      }
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), type.getActualTypeArguments()[0], field + "[" + i + "]");
      }
    } else if (type.getRawType() == Map.class) {
      if (!value.isObject()) {
        throw Rejected.invalid(field, "an object is expected, but got " + kind(value));
      }
      value
          .properties()
          .forEach(
              entry ->
                  check(
                      entry.getValue(),
                      type.getActualTypeArguments()[1],
                      field + "." + Quoted.of(entry.getKey())));
    }
  }

  private static void checkPlain(JsonNode value, Class<?> type, String field) {
    if (type.isRecord() && type.getRecordComponents().length > 1) {
      check(value, type, field);
    } else if (type == int.class || type == long.class) {
      expect(value.isIntegralNumber() && value.canConvertToLong(), value, "a whole number", field);
      expect(type == long.class || value.canConvertToInt(), value, "a smaller number", field);
    } else if (type == boolean.class || type == Boolean.class) {
      expect(value.isBoolean(), value, "true or false", field);
    } else if (type == Integer.class || type == Long.class) {
      expect(value.isIntegralNumber() && value.canConvertToInt(), value, "a whole number", field);
    } else if (!JsonNode.class.isAssignableFrom(type)) {
      expect(value.isTextual(), value, "text", field);
    }
  }

  private static void expect(boolean holds, JsonNode value, String expected, String field) {
    if (!holds) {
      throw Rejected.invalid(field, expected + " is expected, but got " + kind(value));
    }
  }

  private static String expected(Class<?> type) {
    return type.isEnum()
        ? "; allowed: "
            + String.join(
                ", ", Arrays.stream(type.getEnumConstants()).map(Object::toString).toList())
        : "";
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "text " + Quoted.of(value.textValue());
      case NUMBER -> "number " + Quoted.of(value.asText());
      case BOOLEAN -> value.asText();
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case NULL -> "null";
      case MISSING -> "nothing";
      default -> "something else";
    };
  }
}
