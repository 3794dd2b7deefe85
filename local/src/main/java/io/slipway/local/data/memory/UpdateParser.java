package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads update and projection expressions. */
final class UpdateParser {

  private static final String UPDATE = "UpdateExpression";
  private static final Set<String> CLAUSES = Set.of("SET", "REMOVE", "ADD", "DELETE");

  private final Tokens tokens;

  private UpdateParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static Update update(String text, Placeholders placeholders) {
    var tokens = new Tokens(UPDATE, text, placeholders);
    var actions = new UpdateParser(tokens).clauses();
    requireDistinct(tokens, actions.stream().map(Update.Action::path).toList());
    return new Update(actions);
  }

  static List<Path> projection(String text, Placeholders placeholders) {
    var tokens = new Tokens("ProjectionExpression", text, placeholders);
    var paths = new ArrayList<Path>();
    do {
      paths.add(tokens.path());
    } while (tokens.take(","));
    tokens.requireEnd();
    requireDistinct(tokens, paths);
    return paths;
  }

  private static void requireDistinct(Tokens tokens, List<Path> paths) {
    for (int i = 0; i < paths.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (paths.get(i).overlaps(paths.get(j))) {
          throw tokens.invalid(
              "Two document paths overlap with each other; must remove or rewrite one of these"
                  + " paths;");
        }
        if (paths.get(i).conflicts(paths.get(j))) {
          throw tokens.invalid(
              "Two document paths conflict with each other; must remove or rewrite one of these"
                  + " paths;");
        }
      }
    }
  }

  private List<Update.Action> clauses() {
    var actions = new ArrayList<Update.Action>();
    var seen = new HashSet<String>();
    while (tokens.peek().kind() != Lexer.Kind.END) {
      var clause = tokens.peek().text().toUpperCase(Locale.ROOT);
      if (tokens.peek().kind() != Lexer.Kind.WORD || !CLAUSES.contains(clause)) {
        throw tokens.unexpected();
      }
      tokens.next();
      if (!seen.add(clause)) {
        throw tokens.invalid(
            "The \"" + clause + "\" section can only be used once in an update expression;");
      }
      Supplier<Update.Action> action =
          switch (clause) {
            case "SET" -> this::set;
            case "REMOVE" -> () -> new Update.Remove(tokens.path());
            case "ADD" -> this::add;
            default -> this::delete;
          };
      do {
        actions.add(action.get());
      } while (tokens.take(","));
    }
    return actions;
  }

  private Update.Action set() {
    var path = tokens.path();
    tokens.require("=");
    var value = operand();
    if (tokens.take("+")) {
      return new Update.Set(path, arithmetic(value, true, operand()));
    }
    if (tokens.take("-")) {
      return new Update.Set(path, arithmetic(value, false, operand()));
    }
    return new Update.Set(path, value);
  }

  private UpdateValue arithmetic(UpdateValue first, boolean plus, UpdateValue second) {
    requireGiven(first, AttributeValue.Type.N, plus ? "+" : "-");
    requireGiven(second, AttributeValue.Type.N, plus ? "+" : "-");
    return new UpdateValue.Arithmetic(first, plus, second);
  }

  private UpdateValue operand() {
    if (tokens.peek().kind() == Lexer.Kind.VALUE_PLACEHOLDER) {
      return new UpdateValue.Given(value());
    }
    if (tokens.isFunction()) {
      return function();
    }
    if (tokens.isPath()) {
      return new UpdateValue.At(tokens.path());
    }
    throw tokens.unexpected();
  }

  private UpdateValue function() {
    var name = tokens.next().text();
    tokens.require("(");
    var result =
        switch (name) {
          case "if_not_exists" -> {
            if (!tokens.isPath()) {
              throw tokens.invalid(
                  "Operator or function requires a document path; operator or function: " + name);
            }
            var path = tokens.path();
            tokens.require(",");
            var otherwise = operand();
            if (otherwise.equals(new UpdateValue.At(path))) {
              throw tokens.invalid(
                  "The first operand must be distinct from the remaining operands for this operator"
                      + " or function; operator: "
                      + name);
            }
            yield new UpdateValue.IfNotExists(path, otherwise);
          }
          case "list_append" -> {
            var first = operand();
            tokens.require(",");
            var second = operand();
            if (first instanceof UpdateValue.Appended || second instanceof UpdateValue.Appended) {
              throw tokens.invalid(
                  "The function is not allowed to be used this way in an expression; function: "
                      + name);
            }
            requireGiven(first, AttributeValue.Type.L, name);
            requireGiven(second, AttributeValue.Type.L, name);
            yield new UpdateValue.Appended(first, second);
          }
          default -> throw tokens.invalid("Invalid function name; function: " + name);
        };
    tokens.require(")");
    return result;
  }

  private void requireGiven(UpdateValue operand, AttributeValue.Type type, String operator) {
    if (operand instanceof UpdateValue.Given given && given.value().type() != type) {
      throw incorrect(operator, given.value());
    }
  }

  private RuntimeException incorrect(String operator, AttributeValue value) {
    return tokens.invalid(
        "Incorrect operand type for operator or function; operator or function: "
            + operator
            + ", operand type: "
            + value.type());
  }

  private Update.Action add() {
    var path = tokens.path();
    var value = value();
    if (value.type() != AttributeValue.Type.N && !Values.isSet(value.type())) {
      throw incorrect("ADD", value);
    }
    return new Update.Add(path, value);
  }

  private Update.Action delete() {
    var path = tokens.path();
    var value = value();
    if (!Values.isSet(value.type())) {
      throw incorrect("DELETE", value);
    }
    return new Update.Delete(path, value);
  }

  private AttributeValue value() {
    if (tokens.peek().kind() != Lexer.Kind.VALUE_PLACEHOLDER) {
      throw tokens.unexpected();
    }
    return tokens.placeholders().value(tokens.next().text());
  }
}
