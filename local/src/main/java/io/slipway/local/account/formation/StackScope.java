package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.template.Intrinsics;
import io.slipway.local.template.yaml.TemplateError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the names in a stack's template stand for at present. */
final class StackScope implements Intrinsics.Scope {

  private final StackState.One stack;
  private final StackTemplate template;
  private final AccountSettings settings;
  private final Intrinsics intrinsics = new Intrinsics(this);
  private final Deque<String> conditionsUnderWay = new ArrayDeque<>();

  StackScope(StackState.One stack, AccountSettings settings) {
    this.stack = stack;
    this.template = StackTemplate.checked(stack.template);
    this.settings = settings;
  }

  Intrinsics intrinsics() {
    return intrinsics;
  }

  StackTemplate template() {
    return template;
  }

  /** Whether a resource or output is there: it has no condition, or its condition holds. */
  boolean isThere(JsonNode declaration) {
    return !declaration.has("Condition") || condition(declaration.get("Condition").asText());
  }

  @Override
  public JsonNode ref(String name) {
    if (name.startsWith("AWS::")) {
      return TextNode.valueOf(pseudo(name));
    }
    if (stack.parameters.containsKey(name)) {
      return parameter(name);
    }
    var resource = stack.resources.get(name);
    if (resource == null || resource.physicalId == null) {
      throw new TemplateError("Unresolved resource dependencies [" + name + "]");
    }
    return TextNode.valueOf(resource.physicalId);
  }

  private JsonNode parameter(String name) {
    var value = stack.parameters.get(name);
    if (!StackParameters.isList(template.section("Parameters").path(name))) {
      return TextNode.valueOf(value);
    }
    var list = JsonNodeFactory.instance.arrayNode();
    for (var item : value.split(",", -1)) {
      list.add(item.strip());
    }
    return list;
  }

  private String pseudo(String name) {
    return switch (name) {
      case "AWS::AccountId" -> settings.accountId();
      case "AWS::Region" -> settings.region();
      case "AWS::StackName" -> stack.name;
      case "AWS::StackId" -> stack.id;
      case "AWS::Partition" -> "aws";
      case "AWS::URLSuffix" -> "amazonaws.com";
      default ->
          throw new TemplateError(
              "Template format error: Unresolved resource dependencies [" + name + "]");
    };
  }

  @Override
  public JsonNode attribute(String resource, String attribute) {
    var found = stack.resources.get(resource);
    if (found == null || !found.attributes.containsKey(attribute)) {
      throw new TemplateError(
          "Template error: resource %s does not support attribute type %s in Fn::GetAtt"
              .formatted(resource, attribute));
    }
    return TextNode.valueOf(found.attributes.get(attribute));
  }

  @Override
  public boolean condition(String name) {
    var condition = template.section("Conditions").path(name);
    if (condition.isMissingNode()) {
      throw new TemplateError("Template format error: Unresolved condition " + name);
    }
    if (conditionsUnderWay.contains(name)) {
      throw new TemplateError("Template format error: Circular dependency of condition " + name);
    }
    conditionsUnderWay.push(name);
    try {
      return intrinsics.holds(condition);
    } finally {
      conditionsUnderWay.pop();
    }
  }

  @Override
  public JsonNode mapping(String map, String topKey, String secondKey) {
    return template.section("Mappings").path(map).path(topKey).path(secondKey);
  }

  @Override
  public List<String> availabilityZones(String region) {
    var zones = region.isEmpty() ? settings.region() : region;
    return List.of(zones + "a", zones + "b", zones + "c");
  }
}
