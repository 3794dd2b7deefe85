package io.slipway.runtime;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Problems;
import io.slipway.domain.Quoted;
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

  /**
   * A field that a record reads.
   *
   * @param name what it is called in JSON
   */
  private record Component(String name, Type type) {}

  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .map(component -> new Component(name(component), component.getGenericType()))
              .toList();
        }
      };

  private RecordShape() {}

  /** Notes everything that keeps {@code tree} from becoming a {@code type}. */
  static void check(JsonNode tree, Class<?> type, String path, Problems problems) {
    if (!tree.isObject()) {
      problems.add(path, "a JSON object is expected, but got " + kind(tree));
      return;
    }
    var components = COMPONENTS.get(type);
    tree.fieldNames().forEachRemaining(name -> known(name, components, path, problems));
    for (var component : components) {
      var field = path.equals("body") ? component.name() : path + "." + component.name();
      check(tree.path(component.name()), component.type(), field, problems);
    }
  }

  private static void known(
      String name, List<Component> components, String path, Problems problems) {
    if (components.stream().noneMatch(component -> component.name().equals(name))) {
      problems.add(
          path.equals("body") ? Quoted.of(name) : path + "." + Quoted.of(name),
          "unknown field; allowed: "
              + String.join(", ", components.stream().map(Component::name).toList()));
    }
  }

  /** What the field is called in JSON: not every word is allowed as a component's name. */
  private static String name(RecordComponent component) {
    var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }

  private static void check(JsonNode value, Type type, String field, Problems problems) {
    if (type instanceof ParameterizedType generic) {
      checkGeneric(value, generic, field, problems);
    } else if (value.isMissingNode() || value.isNull()) {
      problems.add(field, "is required" + expected((Class<?>) type));
    } else if (type instanceof Class<?> plain) {
      checkPlain(value, plain, field, problems);
    }
  }

  private static void checkGeneric(
      JsonNode value, ParameterizedType type, String field, Problems problems) {
    if (type.getRawType() == Optional.class) {
      if (!value.isMissingNode() && !value.isNull()) {
        check(value, type.getActualTypeArguments()[0], field, problems);
      }
    } else if (value.isMissingNode() || value.isNull()) {
      problems.add(field, "is required");
    } else if (type.getRawType() == List.class) {
      if (!value.isArray()) {
        problems.add(field, "a list is expected, but got " + kind(value));
        return;
      }
      for (int i = 0; i < value.size(); i++) {
        check(value.get(i), type.getActualTypeArguments()[0], field + "[" + i + "]", problems);
      }
    } else if (type.getRawType() == Map.class) {
      if (!value.isObject()) {
        problems.add(field, "an object is expected, but got " + kind(value));
        return;
      }
      value
          .properties()
          .forEach(
              entry ->
                  check(
                      entry.getValue(),
                      type.getActualTypeArguments()[1],
                      field + "." + Quoted.of(entry.getKey()),
                      problems));
    }
  }

  private static void checkPlain(JsonNode value, Class<?> type, String field, Problems problems) {
    if (type.isRecord() && type.getRecordComponents().length > 1 && !DomainModule.isText(type)) {
      check(value, type, field, problems);
    } else if (type == int.class || type == long.class) {
      boolean whole = value.isIntegralNumber() && value.canConvertToLong();
      boolean small = !whole || type == long.class || value.canConvertToInt();
      expect(whole, value, "a whole number", field, problems);
      expect(small, value, "a smaller number", field, problems);
    } else if (type == boolean.class || type == Boolean.class) {
      expect(value.isBoolean(), value, "true or false", field, problems);
    } else if (type == Integer.class || type == Long.class) {
      expect(
          value.isIntegralNumber() && value.canConvertToInt(),
          value,
          "a whole number",
          field,
          problems);
    } else if (type == double.class || type == Double.class) {
      expect(value.isNumber(), value, "a number", field, problems);
    } else if (!JsonNode.class.isAssignableFrom(type)) {
      expect(value.isTextual(), value, "text", field, problems);
    }
  }

  private static void expect(
      boolean holds, JsonNode value, String expected, String field, Problems problems) {
    if (!holds) {
      problems.add(field, expected + " is expected, but got " + kind(value));
    }
  }

  private static String expected(Class<?> type) {
    return type.isEnum()
        ? "; allowed: "
            + String.join(
                ", ", Arrays.stream(type.getEnumConstants()).map(Object::toString).toList())
        : "";
  }

  /** What a value is, for messages: {@code text 'ten'}. */
  static String kind(JsonNode value) {
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
