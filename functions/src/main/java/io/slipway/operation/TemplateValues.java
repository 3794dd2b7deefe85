package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the properties of a template are with the values that its parameters have. It knows the
 * functions that Slipway writes; any other stands as it is.
 */
final class TemplateValues {

  private static final Pattern TOLD =
      Pattern.compile(
          "AWS::(ECS::Service|ApplicationAutoScaling::.+|ServiceDiscovery::.+"
              + "|ElasticLoadBalancingV2::.+|Route53::.+|CloudWatch::Alarm)");

  /** A header that a rule asks for may be what a proxy in front of it proves itself by. */
  private static final Pattern HIDDEN =
      Pattern.compile(".*(ClientSecret|HttpHeaderConfig\\.Values).*");

  private static final JsonNode NOTHING = MissingNode.getInstance();
  private static final String REF = "Ref";

  private final JsonNode template;
  private final Map<String, String> values;

  TemplateValues(JsonNode template, Map<String, String> values) {
    this.template = template;
    this.values = values;
  }

  /** Whether what stands at {@code path} of a resource may be shown. */
  static boolean isTold(String type, String path) {
    return TOLD.matcher(type).matches() && !HIDDEN.matcher(path).matches();
  }

  /** Every value by its path, such as {@code Conditions[0].HostHeaderConfig.Values}. */
  SortedMap<String, String> leaves(JsonNode properties) {
    var leaves = new TreeMap<String, String>();
    collect("", resolved(properties), leaves);
    return leaves;
  }

  /** The resources that a property of {@code resource} refers to. */
  Set<String> references(String resource, String property) {
    var found = new TreeSet<String>();
    references(template.path("Resources").path(resource).path("Properties").path(property), found);
    return found;
  }

  private void references(JsonNode node, Set<String> found) {
    if (node.isObject() && node.size() == 1) {
      var function = node.properties().iterator().next();
      switch (function.getKey()) {
        case REF -> found.add(function.getValue().asText());
        case "Fn::GetAtt" -> found.add(function.getValue().path(0).asText());
        case "Fn::If" -> references(chosen(function.getValue()), found);
        default -> references(function.getValue(), found);
      }
      return;
    }
    node.forEach(part -> references(part, found));
  }

  private void collect(String path, JsonNode node, Map<String, String> leaves) {
    if (node.isMissingNode()) {
      return;
    }
    if (node.isObject()) {
      node.properties()
          .forEach(
              entry ->
                  collect(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      resolved(entry.getValue()),
                      leaves));
    } else if (node.isArray() && !isListOfValues(node)) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "[" + i + "]", resolved(node.get(i)), leaves);
      }
    } else {
      leaves.put(path, node.isArray() ? listed(node) : node.asText());
    }
  }

  private boolean isListOfValues(JsonNode list) {
    for (var item : list) {
      if (!resolved(item).isValueNode()) {
        return false;
      }
    }
    return true;
  }

  private String listed(JsonNode list) {
    var text = new StringJoiner(", ");
    list.forEach(item -> text.add(resolved(item).asText()));
    return text.toString();
  }

  /** What a function stands for: text where it is one; missing where it is nothing. */
  private JsonNode resolved(JsonNode node) {
    if (!node.isObject() || node.size() != 1) {
      return node;
    }
    var function = node.properties().iterator().next();
    var argument = function.getValue();
    return switch (function.getKey()) {
      case REF -> reference(argument.asText());
      case "Fn::GetAtt" -> text(argument.path(0).asText() + "." + argument.path(1).asText());
      case "Fn::Join" -> joined(argument);
      case "Fn::If" -> resolved(chosen(argument));
      default -> node;
    };
  }

  private JsonNode reference(String name) {
    return name.equals("AWS::NoValue") ? NOTHING : text(value(name).orElse(name));
  }

  /** A parameter's value, else what it is where nobody gives it; empty for a resource. */
  private Optional<String> value(String name) {
    var declared = template.path("Parameters").path(name);
    return Optional.ofNullable(values.get(name))
        .filter(value -> !declared.isMissingNode())
        .or(
            () ->
                Optional.of(declared.path("Default"))
                    .filter(JsonNode::isValueNode)
                    .map(JsonNode::asText));
  }

  private JsonNode joined(JsonNode argument) {
    var text = new StringJoiner(argument.path(0).asText());
    argument.path(1).forEach(part -> text.add(resolved(part).asText()));
    return text(text.toString());
  }

  private JsonNode chosen(JsonNode either) {
    return either.path(holds(either.path(0).asText()) ? 1 : 2);
  }

  private boolean holds(String condition) {
    var sides = template.path("Conditions").path(condition).path("Fn::Equals");
    return resolved(sides.path(0)).asText().equals(resolved(sides.path(1)).asText());
  }

  private static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }
}
