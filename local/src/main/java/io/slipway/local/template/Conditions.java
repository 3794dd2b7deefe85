package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.template.yaml.TemplateError;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Says whether condition functions and rule functions hold (user guide, "Condition functions"). */
final class Conditions {

  private static final int MAX_OPERANDS = 10;

  private final Intrinsics intrinsics;
  private final Intrinsics.Scope scope;

  Conditions(Intrinsics intrinsics, Intrinsics.Scope scope) {
    this.intrinsics = intrinsics;
    this.scope = scope;
  }

  boolean holds(JsonNode condition) {
    if (!condition.isObject() || condition.size() != 1) {
      throw new TemplateError(
          "Template validation error: a condition must be one function but is " + condition);
    }
    var function = condition.fieldNames().next();
    var arguments = condition.get(function);
    return switch (function) {
      case "Condition" -> scope.condition(arguments.asText());
      case "Fn::Equals" -> equal(Intrinsics.arguments(function, arguments, 2));
      case "Fn::Not" -> !holds(Intrinsics.arguments(function, arguments, 1).get(0));
      case "Fn::And" -> operands(function, arguments).allMatch(this::holds);
      case "Fn::Or" -> operands(function, arguments).anyMatch(this::holds);
      case "Fn::Contains" -> contains(Intrinsics.arguments(function, arguments, 2));
      case "Fn::EachMemberEquals" -> eachEquals(Intrinsics.arguments(function, arguments, 2));
      case "Fn::EachMemberIn" -> eachIn(Intrinsics.arguments(function, arguments, 2));
      default ->
          throw new TemplateError(
              "Template error: " + function + " is not a condition function that is modelled here");
    };
  }

  private static Stream<JsonNode> operands(String function, JsonNode arguments) {
    if (!arguments.isArray() || arguments.size() < 2 || arguments.size() > MAX_OPERANDS) {
      throw new TemplateError(
          "Template validation error: every "
              + function
              + " object requires a list of at least 2 and at most 10 boolean parameters");
    }
    return StreamSupport.stream(arguments.spliterator(), false);
  }

  private boolean equal(JsonNode arguments) {
    return same(intrinsics.resolve(arguments.get(0)), intrinsics.resolve(arguments.get(1)));
  }

  private boolean contains(JsonNode arguments) {
    var value = intrinsics.resolve(arguments.get(1));
    return isIn(value, intrinsics.resolve(arguments.get(0)));
  }

  private boolean eachEquals(JsonNode arguments) {
    var value = intrinsics.resolve(arguments.get(1));
    return items(intrinsics.resolve(arguments.get(0))).allMatch(item -> same(item, value));
  }

  private boolean eachIn(JsonNode arguments) {
    var allowed = intrinsics.resolve(arguments.get(1));
    return items(intrinsics.resolve(arguments.get(0))).allMatch(item -> isIn(item, allowed));
  }

  private static boolean isIn(JsonNode value, JsonNode list) {
    return items(list).anyMatch(item -> same(item, value));
  }

  private static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** Numbers and truth values compare as the text that CloudFormation makes of them. */
  private static boolean same(JsonNode one, JsonNode other) {
    return (one.isValueNode() && other.isValueNode())
        ? one.asText().equals(other.asText())
        : one.equals(other);
  }
}
