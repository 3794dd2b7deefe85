package io.slipway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Writes any request, response or shape of the SDK as JSON, complete, and reads it back. Members
 * have the service model's names; reading does not mind their case, so that CloudFormation's
 * properties can be read as well: {@code EFSVolumeConfiguration} is {@code efsVolumeConfiguration}.
 */
public final class SdkJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The members of each shape by name, looked up once. */
  private static final ClassValue<Members> FIELDS =
      new ClassValue<>() {
        @Override
        protected Members computeValue(Class<?> type) {
          return new Members();
        }
      };

  private static final ClassValue<Method> BUILDERS =
      new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
          try {
            return type.getMethod("builder");
          } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is not a shape of the SDK", e);
          }
        }
      };

  private static final class Members {
    private volatile Map<String, SdkField<?>> byName;

    Map<String, SdkField<?>> of(SdkPojo shape) {
      var known = byName;
      if (known == null) {
        Map<String, SdkField<?>> fields = new HashMap<>();
        shape.sdkFields().forEach(field -> fields.put(lower(field.memberName()), field));
        known = Map.copyOf(fields);
        byName = known;
      }
      return known;
    }
  }

  private SdkJson() {}

  /** The members that are set, in the model's order. */
  public static ObjectNode write(SdkPojo shape) {
    var node = JSON.objectNode();
    for (SdkField<?> field : shape.sdkFields()) {
      var value = field.getValueOrDefault(shape);
      boolean unset =
          value == null
              || value instanceof SdkAutoConstructList<?>
              || value instanceof SdkAutoConstructMap<?, ?>;
      if (!unset) {
        node.set(field.memberName(), writeValue(value));
      }
    }
    return node;
  }

  private static JsonNode writeValue(Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case SdkPojo shape -> write(shape);
      case String text -> JSON.textNode(text);
      case Boolean flag -> JSON.booleanNode(flag);
      case Integer number -> JSON.numberNode(number);
      case Long number -> JSON.numberNode(number);
      case Float number -> JSON.numberNode(number);
      case Double number -> JSON.numberNode(number);
      case Instant time -> JSON.textNode(time.toString());
      case SdkBytes bytes -> JSON.textNode(bytes.asUtf8String());
      case List<?> list -> {
        var array = JSON.arrayNode(list.size());
        list.forEach(item -> array.add(writeValue(item)));
        yield array;
      }
      case Map<?, ?> map -> {
        var object = JSON.objectNode();
        map.forEach((key, item) -> object.set(key.toString(), writeValue(item)));
        yield object;
      }
      default -> throw new IllegalArgumentException("cannot write a " + value.getClass());
    };
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException where {@code node} has a member that {@code type} does not, or
   *     a member is of the wrong kind
   */
  public static <T extends SdkPojo> T read(JsonNode node, Class<T> type) {
    return type.cast(readShape(node, builder(type), type.getSimpleName()));
  }

  private static SdkPojo builder(Class<?> type) {
    try {
      return (SdkPojo) BUILDERS.get(type).invoke(null);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException(type + " is not a shape of the SDK", e);
    }
  }

  private static Object readShape(JsonNode node, SdkPojo builder, String path) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(path + " must be an object");
    }
    var fields = FIELDS.get(builder.getClass()).of(builder);
    for (var member : node.properties()) {
      var field = fields.get(lower(member.getKey()));
      if (field == null) {
        throw new IllegalArgumentException(path + " has no member " + member.getKey());
      }
      var value = readValue(member.getValue(), field, path + "." + member.getKey());
      if (value != null) {
        field.set(builder, value);
      }
    }
    return ((SdkBuilder<?, ?>) builder).build();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Object readValue(JsonNode node, SdkField<?> field, String path) {
    if (node.isNull()) {
      return null;
    }
    return switch (field.marshallingType().getKnownType()) {
      case SDK_POJO -> readShape(node, field.constructor().get(), path);
      case LIST -> readList(node, field.getTrait(ListTrait.class).memberFieldInfo(), path);
      case MAP -> readMap(node, field.getTrait(MapTrait.class).valueFieldInfo(), path);
      default -> readScalar(node, field.marshallingType().getKnownType(), path);
    };
  }

  private static List<Object> readList(JsonNode node, SdkField<?> item, String path) {
    if (!node.isArray()) {
      throw new IllegalArgumentException(path + " must be a list");
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      list.add(readValue(node.get(i), item, path + "[" + i + "]"));
    }
    return list;
  }

  private static Map<String, Object> readMap(JsonNode node, SdkField<?> item, String path) {
    if (!node.isObject()) {
      throw new IllegalArgumentException(path + " must be an object");
    }
    Map<String, Object> map = new LinkedHashMap<>();
    for (var entry : node.properties()) {
      map.put(entry.getKey(), readValue(entry.getValue(), item, path + "." + entry.getKey()));
    }
    return map;
  }

  private static Object readScalar(JsonNode node, MarshallingKnownType type, String path) {
    if (!node.isValueNode()) {
      throw new IllegalArgumentException(path + " must be a single value");
    }
    var text = node.asText();
    try {
      return switch (type) {
        case STRING -> text;
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case FLOAT -> Float.valueOf(text);
        case INSTANT -> Instant.parse(text);
        case SDK_BYTES -> SdkBytes.fromUtf8String(text);
        case BOOLEAN -> flag(text, path);
        default -> throw new IllegalArgumentException(path + " is of a kind not known: " + type);
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(path + " must be a number but is " + text, e);
    }
  }

  private static Boolean flag(String text, String path) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException(path + " must be true or false but is " + text);
    }
    return Boolean.valueOf(text);
  }
}
