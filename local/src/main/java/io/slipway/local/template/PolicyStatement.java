package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One statement of an inline policy in template.yaml, resolved.
 *
 * @param effect Allow or Deny
 * @param condition missing where there is none
 */
public record PolicyStatement(
    String effect, List<String> actions, List<String> resources, JsonNode condition) {

  public PolicyStatement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
  }
}
