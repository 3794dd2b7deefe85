package io.slipway.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.Permissions;
import io.slipway.local.template.PolicyStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one function or state machine may do. Managed policies and policies of resources are not
 * looked at.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Policy
 *     evaluation logic</a>
 */
record Policy(String holder, List<PolicyStatement> statements) {

  /** Between the values of a key that has many; none of them has it. */
  static final String SEPARATOR = ",";

  private static final String ALLOW = "Allow";

  static Policy of(String holder, Permissions permissions) {
    return new Policy(holder, permissions.statements());
  }

  /** Everything that is allowed somewhere, one action and one resource each. */
  List<Grant> grants() {
    var grants = new ArrayList<Grant>();
    for (var statement : statements) {
      if (statement.effect().equals(ALLOW)) {
        for (var action : statement.actions()) {
          for (var resource : statement.resources()) {
            grants.add(new Grant(holder, action, resource));
          }
        }
      }
    }
    return grants;
  }

  /** What allows {@code demand}, if anything does, and nothing denies it. */
  Optional<Grant> granting(Demand demand) {
    Optional<Grant> granted = Optional.empty();
    for (var statement : statements) {
      var resource = matching(statement, demand);
      if (resource.isPresent() && !statement.effect().equals(ALLOW)) {
        return Optional.empty();
      }
      if (resource.isPresent() && granted.isEmpty()) {
        granted = Optional.of(new Grant(holder, demand.action(), resource.get()));
      }
    }
    return granted;
  }

  private static Optional<String> matching(PolicyStatement statement, Demand demand) {
    return statement.actions().contains(demand.action()) && holds(statement.condition(), demand)
        ? statement.resources().stream()
            .filter(pattern -> matches(pattern, demand.resource()))
            .findFirst()
        : Optional.empty();
  }

  private static boolean holds(JsonNode condition, Demand demand) {
    return condition.properties().stream()
        .allMatch(
            operator ->
                operator.getValue().properties().stream()
                    .allMatch(
                        key ->
                            holds(
                                operator.getKey(),
                                Optional.ofNullable(demand.context().get(key.getKey())),
                                key.getValue())));
  }

  private static boolean holds(String operator, Optional<String> value, JsonNode wanted) {
    var texts = new ArrayList<String>();
    if (wanted.isArray()) {
      wanted.forEach(text -> texts.add(text.asText()));
    } else {
      texts.add(wanted.asText());
    }
    return switch (operator) {
      case "StringEquals" -> value.filter(texts::contains).isPresent();
      case "ArnEquals", "ArnLike" ->
          value.isPresent() && texts.stream().anyMatch(text -> matches(text, value.get()));
      case "ForAllValues:StringEquals" -> each(value).allMatch(texts::contains);
      case "ForAllValues:StringLike" ->
          each(value).allMatch(one -> texts.stream().anyMatch(text -> matches(text, one)));
      case "Null" -> texts.contains(String.valueOf(value.isEmpty()));
      default ->
          throw new IllegalStateException("local mode does not know the condition " + operator);
    };
  }

  private static Stream<String> each(Optional<String> value) {
    return value.stream().flatMap(all -> Arrays.stream(all.split(SEPARATOR, -1)));
  }

  /** {@code *} stands for any characters, {@code ?} for one. */
  private static boolean matches(String pattern, String resource) {
    int at = 0;
    int next = 0;
    int star = -1;
    int resume = 0;
    while (next < resource.length()) {
      char wanted = at < pattern.length() ? pattern.charAt(at) : 0;
      if (at < pattern.length() && wanted == '*') {
        star = at++;
        resume = next;
      } else if (at < pattern.length() && (wanted == '?' || wanted == resource.charAt(next))) {
        at++;
        next++;
      } else if (star >= 0) {
        at = star + 1;
        next = ++resume;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(rest -> rest == '*');
  }
}
