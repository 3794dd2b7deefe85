package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the {@code Policies} of a function or state machine allow.
 *
 * @param managed names or ARNs of managed policies
 */
public record Permissions(List<PolicyStatement> statements, List<String> managed) {

  private static final Set<String> PARTS =
      Set.of("Sid", "Effect", "Action", "Resource", "Condition");

  public Permissions {
    statements = List.copyOf(statements);
    managed = List.copyOf(managed);
  }

  /** Reads resolved {@code Policies}; SAM's policy templates are not known here, and refused. */
  static Permissions read(Declared resource, JsonNode policies) {
    var statements = new ArrayList<PolicyStatement>();
    var managed = new ArrayList<String>();
    for (var policy : items(policies)) {
      if (policy.isTextual()) {
        managed.add(policy.asText());
      } else if (policy.has("Statement")) {
        items(policy.get("Statement")).forEach(one -> statements.add(statement(resource, one)));
      } else {
        throw resource.refused("Policies", "local mode does not know this policy: " + policy);
      }
    }
    return new Permissions(statements, managed);
  }

  private static PolicyStatement statement(Declared resource, JsonNode statement) {
    statement
        .fieldNames()
        .forEachRemaining(
            part -> {
              if (!PARTS.contains(part)) {
                throw resource.refused(
                    "Policies.Statement." + part, "local mode does not know this");
              }
            });
    var effect = statement.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw resource.refused("Policies.Statement.Effect", "must be Allow or Deny: " + statement);
    }
    return new PolicyStatement(
        effect,
        texts(resource, statement, "Action"),
        texts(resource, statement, "Resource"),
        statement.path("Condition"));
  }

  private static List<String> texts(Declared resource, JsonNode statement, String part) {
    var texts = new ArrayList<String>();
    for (var one : items(statement.path(part))) {
      if (!one.isTextual()) {
        throw resource.refused("Policies.Statement." + part, "must be text: " + one);
      }
      texts.add(one.asText());
    }
    if (texts.isEmpty()) {
      throw resource.refused("Policies.Statement." + part, "is missing: " + statement);
    }
    return texts;
  }

  private static List<JsonNode> items(JsonNode oneOrMany) {
    var items = new ArrayList<JsonNode>();
    if (oneOrMany.isArray()) {
      oneOrMany.forEach(items::add);
    } else if (!oneOrMany.isMissingNode()) {
      items.add(oneOrMany);
    }
    return items;
  }
}
