package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.spec.shape.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * A template while it is being written. Only {@link #ref} and its like make functions; whatever
 * else is put into it is a literal.
 */
final class Template {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode parameters = NODES.objectNode();
  private final ObjectNode conditions = NODES.objectNode();
  private final ObjectNode resources = NODES.objectNode();
  private final ObjectNode outputs = NODES.objectNode();
  private final List<String> priorities = new ArrayList<>();
  private final String description;

  Template(String description) {
    this.description = description;
  }

  /** Text, or what {@code otherwise} is where nobody gives it. */
  JsonNode parameter(String name, String says, String otherwise) {
    parameters.putObject(name).put("Type", "String").put("Description", says);
    ((ObjectNode) parameters.get(name)).put("Default", otherwise);
    return ref(name);
  }

  /** A number of a range; {@code otherwise} where nobody gives it. */
  JsonNode number(String name, String says, int least, int most, int otherwise) {
    parameters
        .putObject(name)
        .put("Type", "Number")
        .put("Description", says)
        .put("MinValue", least)
        .put("MaxValue", most)
        .put("Default", otherwise);
    return ref(name);
  }

  /** The priority of a rule of the shared listener, after all that were asked for before. */
  JsonNode priority(String name) {
    parameters
        .putObject(name)
        .put("Type", "Number")
        .put("Description", "Of a rule of the shared listener; unique there")
        .put("MinValue", 1)
        .put("MaxValue", 50_000);
    priorities.add(name);
    return ref(name);
  }

  /** A priority that no rule gets; before all that are asked for afterwards. */
  void keepFree() {
    priorities.add(RenderedTemplate.KEPT_FREE);
  }

  /** A condition: whether a parameter is {@code value}. */
  void condition(String name, String parameter, String value) {
    conditions.putObject(name).putArray("Fn::Equals").add(ref(parameter)).add(value);
  }

  /** A resource, and what can be said of it beside its properties. */
  Resource resource(String id, String type, Tree properties) {
    if (resources.has(id)) {
      throw new IllegalStateException("two resources are called " + id);
    }
    var resource = resources.putObject(id).put("Type", type);
    resource.set("Properties", properties.node());
    return new Resource(resource);
  }

  boolean has(String id) {
    return resources.has(id);
  }

  void output(String name, String says, Object value) {
    outputs.set(name, new Tree().put("Description", says).put("Value", value).node());
  }

  RenderedTemplate rendered() {
    var root = NODES.objectNode();
    root.put("AWSTemplateFormatVersion", "2010-09-09").put("Description", description);
    section(root, "Parameters", parameters);
    section(root, "Conditions", conditions);
    section(root, "Resources", resources);
    section(root, "Outputs", outputs);
    return new RenderedTemplate(root, priorities);
  }

  private static void section(ObjectNode root, String name, ObjectNode content) {
    if (!content.isEmpty()) {
      root.set(name, content);
    }
  }

  static JsonNode ref(String name) {
    return NODES.objectNode().put("Ref", name);
  }

  static JsonNode attribute(String resource, String name) {
    var function = NODES.objectNode();
    function.putArray("Fn::GetAtt").add(resource).add(name);
    return function;
  }

  static JsonNode joined(JsonNode... parts) {
    var function = NODES.objectNode();
    function.putArray("Fn::Join").add("").addArray().addAll(List.of(parts));
    return function;
  }

  static JsonNode text(String text) {
    return NODES.textNode(text);
  }

  /** {@code one} where the condition holds, else {@code other}. */
  static JsonNode either(String condition, JsonNode one, JsonNode other) {
    var function = NODES.objectNode();
    function.putArray("Fn::If").add(condition).add(one).add(other);
    return function;
  }

  /** Takes away the property that it is the value of. */
  static JsonNode nothing() {
    return ref("AWS::NoValue");
  }

  /** What a resource has beside its properties. */
  record Resource(ObjectNode node) {

    Resource after(List<String> others) {
      if (!others.isEmpty()) {
        others.forEach(node.putArray("DependsOn")::add);
      }
      return this;
    }

    /** Goes with the stack, and where it is replaced. */
    Resource gone() {
      node.put("DeletionPolicy", "Delete").put("UpdateReplacePolicy", "Delete");
      return this;
    }

    /** Goes with the stack, but stays where it is replaced. */
    Resource kept() {
      node.put("DeletionPolicy", "Delete").put("UpdateReplacePolicy", "Retain");
      return this;
    }
  }
}
