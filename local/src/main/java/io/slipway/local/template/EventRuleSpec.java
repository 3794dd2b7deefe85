package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;

/** A function that is invoked for every event of EventBridge that matches {@code pattern}. */
public record EventRuleSpec(String functionId, EventPattern pattern) {

  /** Whether the function wants {@code event}, in EventBridge's envelope. */
  public boolean wants(JsonNode event) {
    return pattern.matches(event);
  }
}
