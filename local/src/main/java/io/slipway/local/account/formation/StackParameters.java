package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.yaml.TemplateError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values that a stack's parameters get: given or default, and within their constraints.
 *
 * <p>Source: user guide, "CloudFormation template Parameters syntax". A pattern matches the whole
 * value; a {@code ConstraintDescription} replaces the reason.
 */
final class StackParameters {

  private static final Set<String> PROPERTIES =
      Set.of(
          "Type",
          "Default",
          "Description",
          "NoEcho",
          "AllowedValues",
          "AllowedPattern",
          "MinLength",
          "MaxLength",
          "MinValue",
          "MaxValue",
          "ConstraintDescription");

  private static final int MAX_BYTES = 4096;

  private StackParameters() {}

  /** Every parameter's value, in the template's order; throws {@link TemplateError}. */
  static Map<String, String> resolve(JsonNode declared, Map<String, String> given) {
    var unknown = given.keySet().stream().filter(key -> !declared.has(key)).sorted().toList();
    if (!unknown.isEmpty()) {
      throw new TemplateError("Parameters: " + unknown + " do not exist in the template");
    }
    var values = new LinkedHashMap<String, String>();
    List<String> missing = new ArrayList<>();
    for (var entry : declared.properties()) {
      checkDeclaration(entry.getKey(), entry.getValue());
      var value = given.getOrDefault(entry.getKey(), defaultOf(entry.getValue()));
      if (value == null) {
        missing.add(entry.getKey());
      } else {
        values.put(entry.getKey(), value);
      }
    }
    if (!missing.isEmpty()) {
      throw new TemplateError("Parameters: " + missing + " must have values");
    }
    values.forEach((key, value) -> check(key, value, declared.get(key)));
    return values;
  }

  static boolean isList(JsonNode declaration) {
    var type = declaration.path("Type").asText();
    return type.equals("CommaDelimitedList") || type.startsWith("List<");
  }

  static boolean isHidden(JsonNode declaration) {
    return declaration.path("NoEcho").asText().equals("true");
  }

  private static String defaultOf(JsonNode declaration) {
    return declaration.has("Default") ? declaration.get("Default").asText() : null;
  }

  private static void checkDeclaration(String name, JsonNode declaration) {
    for (var property : declaration.properties()) {
      if (!PROPERTIES.contains(property.getKey())) {
        throw new TemplateError("Invalid template parameter property '" + property.getKey() + "'");
      }
    }
    var type = declaration.path("Type").asText();
    boolean known =
        Set.of("String", "Number", "List<Number>", "CommaDelimitedList").contains(type)
            || type.matches("(List<)?AWS::EC2::[A-Za-z:]+>?");
    if (!known) {
      throw new TemplateError(
          "Template format error: Unrecognized parameter type: " + type + " of " + name);
    }
  }

  private static void check(String name, String value, JsonNode declaration) {
    if (value.contains("{{resolve:")) {
      throw new TemplateError("Parameter " + name + ": dynamic references are not modelled here");
    }
    if (value.length() > MAX_BYTES) {
      throw new TemplateError("Parameter '" + name + "' must be at most 4096 bytes");
    }
    for (var item : isList(declaration) ? List.of(value.split(",", -1)) : List.of(value)) {
      var reason = reason(item.strip().equals(item) ? item : item.strip(), declaration);
      if (reason.isEmpty()) {
        continue;
      }
      throw new TemplateError(
          declaration.has("ConstraintDescription")
              ? "Parameter %s failed to satisfy constraint: %s"
                  .formatted(name, declaration.get("ConstraintDescription").asText())
              : "Parameter '" + name + "' " + reason);
    }
  }

  /** Why a value (or item) is refused; empty where it is not. */
  private static String reason(String value, JsonNode declaration) {
    var type = declaration.path("Type").asText();
    if (type.endsWith("Number") || type.equals("List<Number>")) {
      if (!value.matches("-?\\d+(\\.\\d+)?")) {
        return "must be a number";
      }
      double number = Double.parseDouble(value);
      if (declaration.has("MinValue") && number < declaration.get("MinValue").asDouble()) {
        return "must be a number not less than " + declaration.get("MinValue").asText();
      }
      if (declaration.has("MaxValue") && number > declaration.get("MaxValue").asDouble()) {
        return "must be a number not greater than " + declaration.get("MaxValue").asText();
      }
    }
    if (declaration.has("AllowedValues") && !isAllowed(value, declaration.get("AllowedValues"))) {
      return "must be one of AllowedValues";
    }
    if (declaration.has("MinLength") && value.length() < declaration.get("MinLength").asInt()) {
      return "must contain at least " + declaration.get("MinLength").asText() + " characters";
    }
    if (declaration.has("MaxLength") && value.length() > declaration.get("MaxLength").asInt()) {
      return "must contain at most " + declaration.get("MaxLength").asText() + " characters";
    }
    var pattern = declaration.path("AllowedPattern").asText("");
    return pattern.isEmpty() || Pattern.matches(pattern, value)
        ? ""
        : "must match pattern " + pattern;
  }

  private static boolean isAllowed(String value, JsonNode allowed) {
    for (var item : allowed) {
      if (item.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }
}
