package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.References;
import io.slipway.local.template.yaml.TemplateError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which resources a stack will have, and what each of them needs first. */
final class StackPlan {

  private final StackScope scope;
  private final Map<String, StackState.Resource> resources = new LinkedHashMap<>();

  private StackPlan(StackScope scope) {
    this.scope = scope;
  }

  /** Checks rules and conditions and gives the resources; throws {@link TemplateError}. */
  static Map<String, StackState.Resource> of(StackScope scope) {
    var plan = new StackPlan(scope);
    plan.assertRules();
    plan.select();
    plan.connect();
    plan.refuseCircles();
    return plan.resources;
  }

  /** Source: user guide, "CloudFormation template Rules syntax"; the text is not documented. */
  private void assertRules() {
    for (var rule : scope.template().section("Rules").properties()) {
      var condition = rule.getValue().path("RuleCondition");
      if (!condition.isMissingNode() && !scope.intrinsics().holds(condition)) {
        continue;
      }
      for (var assertion : rule.getValue().path("Assertions")) {
        if (!scope.intrinsics().holds(assertion.path("Assert"))) {
          throw new TemplateError(
              "Template error: rule %s failed: %s"
                  .formatted(
                      rule.getKey(), assertion.path("AssertDescription").asText("no reason")));
        }
      }
    }
  }

  private void select() {
    scope.template().section("Conditions").fieldNames().forEachRemaining(scope::condition);
    scope
        .template()
        .resources()
        .forEach(
            (logicalId, declaration) -> {
              if (scope.isThere(declaration)) {
                var resource = new StackState.Resource();
                resource.logicalId = logicalId;
                resource.type = declaration.get("Type").asText();
                resources.put(logicalId, resource);
              }
            });
  }

  private void connect() {
    for (var resource : resources.values()) {
      JsonNode declaration = scope.template().resources().get(resource.logicalId);
      Set<String> names = new LinkedHashSet<>(StackTemplate.dependsOn(declaration));
      names.addAll(References.in(declaration.path("Properties")));
      names.retainAll(resources.keySet());
      resource.needs.addAll(names);
    }
  }

  private void refuseCircles() {
    Set<String> reachable = new LinkedHashSet<>();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (var resource : resources.values()) {
        grew |= reachable.containsAll(resource.needs) && reachable.add(resource.logicalId);
      }
    }
    List<String> stuck = new ArrayList<>(resources.keySet());
    stuck.removeAll(reachable);
    if (!stuck.isEmpty()) {
      throw new TemplateError("Circular dependency between resources: " + stuck);
    }
  }
}
