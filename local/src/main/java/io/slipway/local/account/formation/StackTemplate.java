package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.yaml.TemplateError;
import io.slipway.local.template.yaml.TemplateYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A template whose form has been checked: sections, resources, their types, and what they refer to.
 *
 * <p>The texts of the errors are CloudFormation's, as its answers are recorded in public test
 * suites; {@code docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html}
 * lists the sections.
 */
final class StackTemplate {

  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Rules",
          "Mappings",
          "Conditions",
          "Resources",
          "Outputs");

  private static final Set<String> MEMBERS =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "Metadata");

  private static final Set<String> POLICIES = Set.of("Delete", "Retain", "RetainExceptOnCreate");

  private final ObjectNode root;

  private StackTemplate(ObjectNode root) {
    this.root = root;
  }

  /** Reads and checks a template's text. */
  static StackTemplate parse(String body, ResourceTypes types) {
    if (!(TemplateYaml.read(body) instanceof ObjectNode root)) {
      throw new TemplateError("Template format error: unsupported structure.");
    }
    var template = new StackTemplate(root);
    template.check(types);
    return template;
  }

  /** Takes a template that {@link #parse} has checked before. */
  static StackTemplate checked(JsonNode root) {
    return new StackTemplate((ObjectNode) root);
  }

  ObjectNode root() {
    return root;
  }

  String description() {
    return root.path("Description").asText(null);
  }

  JsonNode section(String name) {
    return root.path(name);
  }

  /** The resources by logical id, in the template's order. */
  Map<String, JsonNode> resources() {
    var resources = new LinkedHashMap<String, JsonNode>();
    root.path("Resources").properties().forEach(e -> resources.put(e.getKey(), e.getValue()));
    return resources;
  }

  private void check(ResourceTypes types) {
    refuseNull("", root);
    refuseUnknown("Invalid template property or properties", root, SECTIONS);
    var resources = root.path("Resources");
    if (!resources.isObject() || resources.isEmpty()) {
      throw new TemplateError(
          "Template format error: At least one Resources member must be defined.");
    }
    var unrecognised = new TreeSet<String>();
    for (var entry : resources.properties()) {
      checkResource(entry.getKey(), entry.getValue());
      if (!types.knows(entry.getValue().get("Type").asText())) {
        unrecognised.add(entry.getValue().get("Type").asText());
      }
    }
    if (!unrecognised.isEmpty()) {
      throw new TemplateError(
          "Template format error: Unrecognized resource types: " + unrecognised);
    }
    checkOutputs();
    TemplateReferences.check(root, types);
  }

  private static void refuseNull(String path, JsonNode value) {
    if (value.isNull()) {
      throw new TemplateError("[" + path + "] 'null' values are not allowed in templates");
    }
    value
        .properties()
        .forEach(member -> refuseNull(path + "/" + member.getKey(), member.getValue()));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      refuseNull(path + "/" + i, value.get(i));
    }
  }

  private static void checkResource(String logicalId, JsonNode resource) {
    if (!logicalId.matches("[A-Za-z0-9]{1,255}")) {
      throw new TemplateError(
          "Template format error: Resource name " + logicalId + " is non alphanumeric.");
    }
    if (!resource.isObject()) {
      throw new TemplateError("Template format error: Any Resources member must be an object.");
    }
    for (var member : resource.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw new TemplateError("Invalid template resource property '" + member.getKey() + "'");
      }
    }
    if (!resource.path("Type").isTextual()) {
      throw new TemplateError(
          "Template format error: [/Resources/%s] Every Resources object must contain a Type member."
              .formatted(logicalId));
    }
    var policy = resource.path("DeletionPolicy").asText("Delete");
    if (!POLICIES.contains(policy)) {
      throw new TemplateError(
          "Template format error: Unrecognized DeletionPolicy "
              + policy
              + " for resource "
              + logicalId);
    }
  }

  private void checkOutputs() {
    for (var output : root.path("Outputs")) {
      if (!output.has("Value")) {
        throw new TemplateError(
            "Template format error: Every Outputs member must contain a Value object");
      }
      if (output.has("Export")) {
        throw new TemplateError("Template error: Export is not modelled here");
      }
    }
  }

  /** What a resource names in {@code DependsOn}. */
  static List<String> dependsOn(JsonNode resource) {
    var names = new ArrayList<String>();
    var value = resource.path("DependsOn");
    if (value.isTextual()) {
      names.add(value.asText());
    }
    value.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static void refuseUnknown(String what, JsonNode object, Set<String> known) {
    var unknown = new ArrayList<String>();
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                unknown.add(name);
              }
            });
    if (!unknown.isEmpty()) {
      throw new TemplateError(what + " " + unknown);
    }
  }
}
