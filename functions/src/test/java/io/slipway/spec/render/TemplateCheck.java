package io.slipway.spec.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Checks a template as CloudFormation does before it makes anything: names that are there, no
 * circle, and properties as the resource provider schemas have them.
 */
final class TemplateCheck {

  private static final Map<String, ObjectNode> SCHEMAS = new ConcurrentHashMap<>();
  private static final Map<String, Schema> CHECKS = new ConcurrentHashMap<>();

  /** What has been checked before: many resources are the same. */
  private static final Set<Map.Entry<String, JsonNode>> GOOD = ConcurrentHashMap.newKeySet();

  /** Keywords of resource provider schemas that JSON Schema does not have. */
  private static final List<String> OURS =
      List.of("createOnlyProperties", "readOnlyProperties", "typeName");

  private static final Set<String> FUNCTIONS =
      Set.of("Ref", "Fn::GetAtt", "Fn::If", "Fn::Join", "Fn::Equals");

  private final JsonNode template;
  private final Map<String, String> given;
  private final List<String> faults = new ArrayList<>();

  private TemplateCheck(JsonNode template, Map<String, String> given) {
    this.template = template;
    this.given = given;
  }

  /** Everything that is wrong with it, with these parameters and defaults for the rest. */
  static List<String> faults(JsonNode template, Map<String, String> given) {
    var check = new TemplateCheck(template, given);
    check.check();
    return check.faults;
  }

  /** The properties of its resources, by their ids, with these parameters. */
  static ObjectNode resolved(JsonNode template, Map<String, String> given) {
    var check = new TemplateCheck(template, given);
    var resources = JsonNodeFactory.instance.objectNode();
    template
        .path("Resources")
        .properties()
        .forEach(
            one -> resources.set(one.getKey(), check.resolve(one.getValue().path("Properties"))));
    return resources;
  }

  /** The types it has, with how often. */
  static Map<String, Integer> types(JsonNode template) {
    var types = new TreeMap<String, Integer>();
    template
        .path("Resources")
        .forEach(one -> types.merge(one.get("Type").asText(), 1, Integer::sum));
    return types;
  }

  private void check() {
    for (var resource : template.path("Resources").properties()) {
      var type = resource.getValue().get("Type").asText();
      var properties = resolve(resource.getValue().path("Properties"));
      if (!GOOD.contains(Map.entry(type, properties))) {
        var messages = schema(type).validate(properties);
        messages.forEach(message -> faults.add(resource.getKey() + " (" + type + "): " + message));
        if (messages.isEmpty()) {
          GOOD.add(Map.entry(type, properties));
        }
      }
      readOnly(resource.getKey(), type, properties);
      if (!resource.getKey().matches("[A-Za-z0-9]{1,255}")) {
        faults.add("id " + resource.getKey());
      }
    }
    template.path("Outputs").forEach(output -> resolve(output.get("Value")));
    template
        .path("Outputs")
        .properties()
        .forEach(
            output -> {
              if (!output.getKey().matches("[A-Za-z0-9]{1,255}")) {
                faults.add("output " + output.getKey());
              }
            });
    circles();
  }

  private void readOnly(String id, String type, JsonNode properties) {
    for (var pointer : definition(type).path("readOnlyProperties")) {
      var name = pointer.asText().replace("/properties/", "");
      if (!name.contains("/") && properties.has(name)) {
        faults.add(id + ": " + name + " is read only");
      }
    }
  }

  private void circles() {
    var waiting = new TreeMap<String, Set<String>>();
    for (var resource : template.path("Resources").properties()) {
      var needs = new LinkedHashSet<String>();
      references(resource.getValue(), needs);
      resource.getValue().path("DependsOn").forEach(other -> needs.add(other.asText()));
      needs.retainAll(names());
      waiting.put(resource.getKey(), needs);
    }
    var done = new LinkedHashSet<String>();
    while (waiting
        .entrySet()
        .removeIf(one -> done.containsAll(one.getValue()) && done.add(one.getKey()))) {
      // until no more can be made
    }
    if (done.size() < template.path("Resources").size()) {
      faults.add("circle; only " + done + " can be made");
    }
  }

  private Set<String> names() {
    var names = new LinkedHashSet<String>();
    template.path("Resources").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void references(JsonNode node, Set<String> names) {
    if (node.has("Ref")) {
      names.add(node.get("Ref").asText());
    }
    if (node.has("Fn::GetAtt")) {
      names.add(node.get("Fn::GetAtt").get(0).asText());
    }
    node.forEach(child -> references(child, names));
  }

  /** With every function resolved; missing for no value. */
  private JsonNode resolve(JsonNode node) {
    var nodes = JsonNodeFactory.instance;
    if (node.isArray()) {
      var array = nodes.arrayNode();
      node.forEach(item -> add(array::add, resolve(item)));
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    for (var entry : node.properties()) {
      if (entry.getKey().equals("Ref") || entry.getKey().startsWith("Fn::")) {
        if (node.size() != 1 || !FUNCTIONS.contains(entry.getKey())) {
          faults.add("function " + node);
        }
        return function(entry.getKey(), entry.getValue());
      }
    }
    var object = nodes.objectNode();
    for (var entry : node.properties()) {
      add(value -> object.set(entry.getKey(), value), resolve(entry.getValue()));
    }
    return object;
  }

  private static void add(Consumer<JsonNode> to, JsonNode value) {
    if (!value.isMissingNode()) {
      to.accept(value);
    }
  }

  private JsonNode function(String name, JsonNode arguments) {
    return switch (name) {
      case "Ref" -> reference(arguments.asText());
      case "Fn::GetAtt" -> attribute(arguments.get(0).asText(), arguments.get(1).asText());
      case "Fn::If" -> resolve(arguments.get(holds(arguments.get(0).asText()) ? 1 : 2));
      case "Fn::Join" -> {
        var text = new StringBuilder();
        resolve(arguments.get(1)).forEach(part -> text.append(part.asText()));
        yield JsonNodeFactory.instance.textNode(text.toString());
      }
      default -> MissingNode.getInstance();
    };
  }

  private boolean holds(String condition) {
    var parts = template.path("Conditions").path(condition).path("Fn::Equals");
    if (parts.isMissingNode()) {
      faults.add("no condition " + condition);
      return false;
    }
    return resolve(parts.get(0)).asText().equals(resolve(parts.get(1)).asText());
  }

  private JsonNode reference(String name) {
    var nodes = JsonNodeFactory.instance;
    if (name.equals("AWS::NoValue")) {
      return MissingNode.getInstance();
    }
    var parameter = template.path("Parameters").path(name);
    if (parameter.isObject()) {
      var value = given.getOrDefault(name, parameter.path("Default").asText("17"));
      return parameter.path("Type").asText().equals("Number")
          ? nodes.numberNode(Integer.parseInt(value))
          : nodes.textNode(value);
    }
    if (!template.path("Resources").has(name)) {
      faults.add("nothing is called " + name);
    }
    return nodes.textNode(named(template.path("Resources").path(name).path("Type").asText()));
  }

  /** What the schemas of others take for a reference to it. */
  private static String named(String type) {
    return switch (type) {
      case "AWS::SNS::Topic" -> "arn:aws:sns:eu-central-1:123456789012:topic";
      case "AWS::ApplicationAutoScaling::ScalableTarget" ->
          "service/c/s|ecs:service:DesiredCount|ecs";
      case "AWS::ServiceDiscovery::PrivateDnsNamespace" -> "ns-0123456789abcdef";
      case "AWS::Logs::LogGroup" -> "/slipway/app/dev";
      default -> "arn:aws:service:eu-central-1:123456789012:thing/" + type.replace("::", "-");
    };
  }

  private JsonNode attribute(String resource, String name) {
    var type = template.path("Resources").path(resource).path("Type").asText();
    boolean known = false;
    for (var pointer :
        type.isEmpty() ? MissingNode.getInstance() : definition(type).path("readOnlyProperties")) {
      known |= pointer.asText().equals("/properties/" + name);
    }
    if (!known) {
      faults.add(resource + " has no attribute " + name);
    }
    return JsonNodeFactory.instance.textNode(
        switch (name) {
          case "GroupId" -> "sg-0a1b2c3d";
          case "CanonicalHostedZoneID" -> "Z215JYRZR1TBD5";
          default -> named(type);
        });
  }

  private static Schema schema(String type) {
    return CHECKS.computeIfAbsent(
        type,
        one ->
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                .getSchema(definition(one).deepCopy().without(OURS)));
  }

  private static ObjectNode definition(String type) {
    return SCHEMAS.computeIfAbsent(
        type,
        one -> {
          var resource = "/cloudformation/" + one.replace("::", "-") + ".json";
          try (var in = TemplateCheck.class.getResourceAsStream(resource)) {
            if (in == null) {
              throw new IllegalStateException("no schema of " + one);
            }
            return (ObjectNode) Json.mapper().readTree(in);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
