package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.yaml.TemplateError;
import io.slipway.local.template.yaml.TemplateYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * template.yaml as it ships, read: its parameters' values, conditions, and the resources that these
 * leave, each with what {@code Globals} adds. A part of the template that local mode does not know
 * is refused by name, never skipped.
 */
public final class SamTemplate {

  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Transform",
          "Description",
          "Metadata",
          "Parameters",
          "Rules",
          "Conditions",
          "Mappings",
          "Globals",
          "Resources",
          "Outputs");

  private static final Set<String> RESOURCE_PARTS =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "Metadata");

  /** The types that a section of {@code Globals} is for. */
  private static final Map<String, String> GLOBALS =
      Map.of(
          "Function", "AWS::Serverless::Function",
          "HttpApi", "AWS::Serverless::HttpApi",
          "StateMachine", "AWS::Serverless::StateMachine");

  private final JsonNode root;
  private final Map<String, JsonNode> parameters;
  private final Map<String, Declared> resources = new LinkedHashMap<>();
  private final Map<String, Boolean> conditions = new LinkedHashMap<>();

  private SamTemplate(JsonNode root, Parameters values) {
    this.root = root;
    this.parameters = values.valuesOf(root.path("Parameters"));
    var intrinsics = new Intrinsics(new BeforeResources());
    for (var entry : root.path("Conditions").properties()) {
      conditions.put(entry.getKey(), intrinsics.holds(entry.getValue()));
    }
    for (var entry : root.path("Resources").properties()) {
      declare(entry.getKey(), entry.getValue());
    }
  }

  /** Reads {@code file}; throws {@link TemplateError} naming what local mode does not know. */
  public static SamTemplate read(Path file, Parameters values) {
    try {
      return read(Files.readString(file), values);
    } catch (IOException e) {
      throw new TemplateError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  static SamTemplate read(String yaml, Parameters values) {
    var root = TemplateYaml.read(yaml);
    root.fieldNames()
        .forEachRemaining(
            section -> {
              if (!SECTIONS.contains(section)) {
                throw new TemplateError(
                    "template.yaml: local mode does not know the section " + section);
              }
            });
    root.path("Globals")
        .fieldNames()
        .forEachRemaining(
            section -> {
              if (!GLOBALS.containsKey(section)) {
                throw new TemplateError(
                    "template.yaml: local mode does not know Globals." + section);
              }
            });
    return new SamTemplate(root, values);
  }

  /** The resources whose condition holds, in the template's order. */
  public List<Declared> resources() {
    return List.copyOf(resources.values());
  }

  public Optional<Declared> resource(String logicalId) {
    return Optional.ofNullable(resources.get(logicalId));
  }

  /** The value of a parameter, if there is one of that name. */
  public Optional<JsonNode> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** A parameter's value as text; throws {@link TemplateError} where there is none of that name. */
  public String parameterText(String name) {
    return parameter(name)
        .map(JsonNode::asText)
        .orElseThrow(() -> new TemplateError("template.yaml: there is no parameter " + name));
  }

  /** Whether the condition of that name holds. */
  public boolean condition(String name) {
    var holds = conditions.get(name);
    if (holds == null) {
      throw new TemplateError("template.yaml: there is no condition " + name);
    }
    return holds;
  }

  /** A value of the template's mappings; missing where there is none. */
  public JsonNode mapping(String map, String topKey, String secondKey) {
    return root.path("Mappings").path(map).path(topKey).path(secondKey);
  }

  /** What a pseudo parameter stands for in local mode, if {@code name} is one. */
  public Optional<JsonNode> pseudoParameter(String name) {
    var text =
        switch (name) {
          case "AWS::AccountId" -> parameterText("accountid");
          case "AWS::Region" -> parameterText("region");
          case "AWS::Partition" -> "aws";
          case "AWS::URLSuffix" -> "amazonaws.com";
          case "AWS::StackName" -> "slipway";
          case "AWS::StackId" ->
              "arn:aws:cloudformation:%s:%s:stack/slipway/00000000-0000-4000-a000-000000000001"
                  .formatted(parameterText("region"), parameterText("accountid"));
          default -> null;
        };
    return Optional.ofNullable(text).map(JsonNodeFactory.instance::textNode);
  }

  private void declare(String logicalId, JsonNode resource) {
    resource
        .fieldNames()
        .forEachRemaining(
            part -> {
              if (!RESOURCE_PARTS.contains(part)) {
                throw new TemplateError(
                    "template.yaml: " + logicalId + ": local mode does not know " + part);
              }
            });
    if (resource.has("Condition") && !condition(resource.get("Condition").asText())) {
      return;
    }
    var type = resource.path("Type").asText();
    var properties = JsonNodeFactory.instance.objectNode();
    GLOBALS.forEach(
        (section, applies) -> {
          if (applies.equals(type)) {
            merge(properties, root.path("Globals").path(section));
          }
        });
    merge(properties, resource.path("Properties"));
    resources.put(logicalId, new Declared(logicalId, type, properties));
  }

  /** As SAM merges globals: maps key by key, what else there is is replaced (specification). */
  private static void merge(ObjectNode into, JsonNode from) {
    for (var entry : from.properties()) {
      var present = into.get(entry.getKey());
      boolean both =
          present instanceof ObjectNode
              && entry.getValue().isObject()
              && !isFunction(present)
              && !isFunction(entry.getValue());
      if (both) {
        merge((ObjectNode) present, entry.getValue());
      } else {
        into.set(entry.getKey(), entry.getValue().deepCopy());
      }
    }
  }

  private static boolean isFunction(JsonNode value) {
    if (value.size() != 1) {
      return false;
    }
    var name = value.fieldNames().next();
    return name.equals("Ref") || name.startsWith("Fn::");
  }

  /** What conditions may refer to: parameters, and each other. */
  private final class BeforeResources implements Intrinsics.Scope {
    @Override
    public JsonNode ref(String name) {
      return parameter(name)
          .or(() -> pseudoParameter(name))
          .orElseThrow(
              () -> new TemplateError("template.yaml: Conditions refer to unknown " + name));
    }

    @Override
    public JsonNode attribute(String resource, String attribute) {
      throw new TemplateError("template.yaml: Conditions cannot refer to a resource: " + resource);
    }

    @Override
    public boolean condition(String name) {
      if (!conditions.containsKey(name) && root.path("Conditions").has(name)) {
        conditions.put(name, new Intrinsics(this).holds(root.path("Conditions").get(name)));
      }
      return SamTemplate.this.condition(name);
    }

    @Override
    public JsonNode mapping(String map, String topKey, String secondKey) {
      return SamTemplate.this.mapping(map, topKey, secondKey);
    }

    @Override
    public List<String> availabilityZones(String region) {
      throw new TemplateError("template.yaml: Conditions cannot use Fn::GetAZs");
    }
  }
}
