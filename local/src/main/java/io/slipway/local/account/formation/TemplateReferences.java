package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.References;
import io.slipway.local.template.yaml.TemplateError;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Checks that every name a template uses is a parameter, a resource or a pseudo parameter, and that
 * every attribute is one that the resource's type gives.
 */
final class TemplateReferences {

  private static final Pattern ATTRIBUTE_IN_TEXT =
      Pattern.compile("(?<=\\$\\{)(?<resource>[A-Za-z0-9]+)\\.(?<attribute>[A-Za-z0-9.]+)(?=})");

  private final JsonNode root;
  private final JsonNode resources;
  private final ResourceTypes types;

  private TemplateReferences(JsonNode root, ResourceTypes types) {
    this.root = root;
    this.resources = root.path("Resources");
    this.types = types;
  }

  /** Throws {@link TemplateError} where a name means nothing. */
  static void check(JsonNode template, ResourceTypes types) {
    var references = new TemplateReferences(template, types);
    references.checkNames();
    references.checkAttributes();
  }

  private void checkNames() {
    var names = new TreeSet<String>();
    for (var resource : resources) {
      names.addAll(References.in(resource.path("Properties")));
      for (var other : StackTemplate.dependsOn(resource)) {
        if (!resources.has(other)) {
          throw unresolved(List.of(other), "Resources");
        }
      }
    }
    refuseUnknown(names, "Resources");
    refuseUnknown(References.in(root.path("Outputs")), "Outputs");
  }

  private void refuseUnknown(Set<String> names, String block) {
    var unknown = names.stream().filter(name -> !isKnown(name)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw unresolved(unknown, block);
    }
  }

  private boolean isKnown(String name) {
    return name.startsWith("AWS::") || root.path("Parameters").has(name) || resources.has(name);
  }

  private static TemplateError unresolved(List<String> names, String block) {
    return new TemplateError(
        "Template format error: Unresolved resource dependencies %s in the %s block of the template"
            .formatted(names, block));
  }

  private void checkAttributes() {
    resources.forEach(resource -> checkAttributes(resource.path("Properties")));
    checkAttributes(root.path("Outputs"));
  }

  private void checkAttributes(JsonNode value) {
    var getAtt = value.path("Fn::GetAtt");
    if (getAtt.isArray() && getAtt.size() == 2 && getAtt.get(1).isTextual()) {
      checkAttribute(getAtt.get(0).asText(), getAtt.get(1).asText());
    }
    if (value.has("Fn::Sub")) {
      checkText(value.get("Fn::Sub"));
    }
    value.forEach(this::checkAttributes);
  }

  private void checkText(JsonNode arguments) {
    var text = arguments.isArray() ? arguments.path(0).asText() : arguments.asText();
    var found = ATTRIBUTE_IN_TEXT.matcher(text);
    while (found.find()) {
      if (!arguments.path(1).has(found.group())) {
        checkAttribute(found.group("resource"), found.group("attribute"));
      }
    }
  }

  private void checkAttribute(String resource, String attribute) {
    if (!resources.has(resource)) {
      throw new TemplateError(
          "Template error: instance of Fn::GetAtt references undefined resource " + resource);
    }
    var type = types.of(resources.get(resource).path("Type").asText());
    if (!type.attributes().contains(attribute)) {
      throw new TemplateError(
          "Template error: resource %s does not support attribute type %s in Fn::GetAtt"
              .formatted(resource, attribute));
    }
  }
}
