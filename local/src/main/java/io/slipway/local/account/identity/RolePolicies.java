package io.slipway.local.account.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.account.formation.KeptResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.ContextEntry;

/** What the policies of a role allow. */
final class RolePolicies {

  private static final String TAG = "aws:PrincipalTag/";

  private final KeptResource role;
  private final Map<String, String> context;

  RolePolicies(KeptResource role, List<ContextEntry> context) {
    this.role = role;
    this.context =
        context.stream()
            .collect(
                Collectors.toMap(
                    ContextEntry::contextKeyName,
                    entry -> entry.contextKeyValues().getFirst(),
                    (one, other) -> one));
  }

  boolean allow(String action, String resource) {
    boolean allowed = byManagedPolicy(action, resource);
    for (var policy : role.properties().path("Policies")) {
      for (var statement : each(policy.path("PolicyDocument").path("Statement"))) {
        boolean concerns =
            matches(statement.path("Action"), action)
                && matches(statement.path("Resource"), resource);
        if (concerns && statement.path("Effect").asText().equals("Deny")) {
          return false;
        }
        allowed |= concerns;
      }
    }
    return allowed;
  }

  private boolean byManagedPolicy(String action, String resource) {
    boolean has = false;
    for (var arn : role.properties().path("ManagedPolicyArns")) {
      has |= !arn.asText().contains(":iam::aws:");
    }
    var path =
        ":parameter/%s/%s/"
            .formatted(
                context.getOrDefault(TAG + "slipway:environment", ""),
                context.getOrDefault(TAG + "slipway:application", ""));
    return has && action.equals("ssm:GetParameters") && resource.contains(path);
  }

  private static boolean matches(JsonNode patterns, String text) {
    return each(patterns).stream()
        .map(pattern -> Pattern.quote(pattern.asText()).replace("*", "\\E.*\\Q"))
        .anyMatch(text::matches);
  }

  private static List<JsonNode> each(JsonNode node) {
    if (!node.isArray()) {
      return List.of(node);
    }
    var all = new ArrayList<JsonNode>();
    node.forEach(all::add);
    return all;
  }
}
