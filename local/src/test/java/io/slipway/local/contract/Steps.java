package io.slipway.local.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Step;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The classes behind the functions, and the records that they read. */
final class Steps {

  private static final String FLOW = "io.slipway.flow.";

  private Steps() {}

  /** Logical ids of the functions that are steps of a flow, not routes. */
  static List<String> names() {
    return Shipped.resources("AWS::Serverless::Function").entrySet().stream()
        .filter(entry -> entry.getValue().path("Handler").asText().startsWith(FLOW))
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  /** Logical ids of the functions that are routes of the API. */
  static List<String> routes() {
    return Shipped.resources("AWS::Serverless::Function").entrySet().stream()
        .filter(entry -> entry.getValue().path("Handler").asText().startsWith("io.slipway.api."))
        .map(java.util.Map.Entry::getKey)
        .toList();
  }

  static Class<?> type(String logicalId) {
    JsonNode function = Shipped.resources("AWS::Serverless::Function").get(logicalId);
    return type(function.path("Handler").asText().split("::", -1)[0], logicalId);
  }

  static int timeoutSeconds(String logicalId) {
    int shared = Shipped.template().path("Globals").path("Function").path("Timeout").asInt();
    return Shipped.resources("AWS::Serverless::Function")
        .get(logicalId)
        .path("Timeout")
        .asInt(shared);
  }

  private static Class<?> type(String name, String what) {
    try {
      return Class.forName(name, false, Steps.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(what + ": there is no class " + name, e);
    }
  }

  /** The flow that a step belongs to: the last part of its package. */
  static String flow(String logicalId) {
    return type(logicalId).getPackageName().substring(FLOW.length());
  }

  /** What a step reads; {@link JsonNode} where it reads somebody else's document. */
  static Class<?> input(String logicalId) {
    for (Class<?> type = type(logicalId); type != null; type = type.getSuperclass()) {
      if (type.getGenericSuperclass() instanceof ParameterizedType parent
          && parent.getRawType() == Step.class) {
        return (Class<?>) parent.getActualTypeArguments()[0];
      }
    }
    throw new AssertionError(logicalId + " is no Step");
  }

  /** The names that a record has in JSON. */
  static Set<String> fields(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(Steps::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names that must be there. */
  static Set<String> required(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getType() != Optional.class)
        .map(Steps::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static String name(RecordComponent component) {
    var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
    return renamed == null ? component.getName() : renamed.value();
  }
}
