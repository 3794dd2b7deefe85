package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.yaml.TemplateError;

/**
 * A pattern of EventBridge: exact values, {@code prefix} and {@code exists} (user guide, "Creating
 * Amazon EventBridge event patterns"). Other comparisons are refused when it is read.
 */
public record EventPattern(JsonNode pattern) {

  public EventPattern {
    check(pattern);
  }

  private static void check(JsonNode pattern) {
    if (!pattern.isObject()) {
      throw new TemplateError("an event pattern must be an object but is " + pattern);
    }
    for (var field : pattern.properties()) {
      if (field.getValue().isObject()) {
        check(field.getValue());
        continue;
      }
      if (!field.getValue().isArray()) {
        throw new TemplateError("an event pattern needs a list for " + field.getKey());
      }
      for (var choice : field.getValue()) {
        boolean known =
            !choice.isContainerNode()
                || (choice.size() == 1 && (choice.has("prefix") || choice.has("exists")));
        if (!known) {
          throw new TemplateError(
              "local mode knows exact values, prefix and exists in event patterns, not " + choice);
        }
      }
    }
  }

  /** Whether {@code event} has, for every field of the pattern, one of the values in its list. */
  public boolean matches(JsonNode event) {
    return matches(pattern, event);
  }

  private static boolean matches(JsonNode pattern, JsonNode event) {
    for (var field : pattern.properties()) {
      var actual = event.path(field.getKey());
      boolean fits =
          field.getValue().isObject()
              ? actual.isObject() && matches(field.getValue(), actual)
              : matchesOne(field.getValue(), actual);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean matchesOne(JsonNode choices, JsonNode actual) {
    for (var choice : choices) {
      if (actual.isArray()) {
        for (var item : actual) {
          if (fits(choice, item)) {
            return true;
          }
        }
      } else if (fits(choice, actual)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(JsonNode choice, JsonNode actual) {
    if (choice.has("prefix")) {
      return actual.isTextual() && actual.asText().startsWith(choice.get("prefix").asText());
    }
    if (choice.has("exists")) {
      return choice.get("exists").asBoolean() != actual.isMissingNode();
    }
    return choice.equals(actual);
  }
}
