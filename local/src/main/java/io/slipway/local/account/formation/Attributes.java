package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.yaml.TemplateError;
import java.util.regex.Pattern;

/**
 * Checks that every {@code Fn::GetAtt} and {@code Fn::Sub} of a template asks for what the
 * resource's type gives.
 */
final class Attributes {

  private static final Pattern IN_TEXT =
      Pattern.compile("(?<=\\$\\{)(?<resource>[A-Za-z0-9]+)\\.(?<attribute>[A-Za-z0-9.]+)(?=})");

  private final JsonNode resources;
  private final ResourceTypes types;

  private Attributes(JsonNode resources, ResourceTypes types) {
    this.resources = resources;
    this.types = types;
  }

  static void check(JsonNode template, ResourceTypes types) {
    var attributes = new Attributes(template.path("Resources"), types);
    template.path("Resources").forEach(resource -> attributes.visit(resource.path("Properties")));
    attributes.visit(template.path("Outputs"));
  }

  private void visit(JsonNode value) {
    var getAtt = value.path("Fn::GetAtt");
    if (getAtt.isArray() && getAtt.size() == 2 && getAtt.get(1).isTextual()) {
      checkOne(getAtt.get(0).asText(), getAtt.get(1).asText());
    }
    if (value.has("Fn::Sub")) {
      checkText(value.get("Fn::Sub"));
    }
    value.forEach(this::visit);
  }

  private void checkText(JsonNode arguments) {
    var text = arguments.isArray() ? arguments.path(0).asText() : arguments.asText();
    var found = IN_TEXT.matcher(text);
    while (found.find()) {
      if (!arguments.path(1).has(found.group())) {
        checkOne(found.group("resource"), found.group("attribute"));
      }
    }
  }

  private void checkOne(String resource, String attribute) {
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
