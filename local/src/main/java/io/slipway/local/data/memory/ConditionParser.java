package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads condition, filter and key condition expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 *     Syntax of condition and filter expressions</a>
 */
final class ConditionParser {

  private static final Set<String> TYPES =
      Set.of("S", "SS", "N", "NS", "B", "BS", "BOOL", "NULL", "L", "M");
  private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
  private static final int MOST_CANDIDATES = 100;

  private final Tokens tokens;

  private ConditionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static Condition parse(String kind, String text, Placeholders placeholders) {
    var tokens = new Tokens(kind, text, placeholders);
    var condition = new ConditionParser(tokens).alternatives();
    tokens.requireEnd();
    return condition;
  }

  private Condition alternatives() {
    var condition = conjunction();
    while (tokens.takeWord("OR")) {
      condition = new Condition.Or(condition, conjunction());
    }
    return condition;
  }

  private Condition conjunction() {
    var condition = negation();
    while (tokens.takeWord("AND")) {
      condition = new Condition.And(condition, negation());
    }
    return condition;
  }

  private Condition negation() {
    return tokens.takeWord("NOT") ? new Condition.Not(negation()) : primary();
  }

  private Condition primary() {
    if (tokens.peek().is("(") && !isCompared(tokens.afterParentheses())) {
      tokens.require("(");
      boolean doubled = tokens.peek().is("(");
      var inner = alternatives();
      boolean redundant = doubled && tokens.peek().is(")") && isWrapped;
      tokens.require(")");
      if (redundant) {
        throw tokens.invalid("The expression has redundant parentheses;");
      }
      isWrapped = true;
      return inner;
    }
    var condition = tokens.isFunction() && !tokens.peek().isWord("size") ? function() : compared();
    isWrapped = false;
    return condition;
  }

  private static boolean isCompared(Lexer.Token token) {
    return (token.kind() == Lexer.Kind.SIGN && COMPARATORS.contains(token.text()))
        || token.isWord("BETWEEN")
        || token.isWord("IN");
  }

  /** Whether what was read last was in parentheses as a whole. */
  private boolean isWrapped;

  private Condition function() {
    var name = tokens.next().text();
    tokens.require("(");
    var condition =
        switch (name) {
          case "attribute_exists" -> new Condition.Exists(pathFor(name), true);
          case "attribute_not_exists" -> new Condition.Exists(pathFor(name), false);
          case "attribute_type" -> hasType();
          case "begins_with" -> beginsWith();
          case "contains" -> contains();
          default -> throw tokens.invalid("Invalid function name; function: " + name);
        };
    if (!tokens.take(")")) {
      throw tokens.peek().is(",")
          ? tokens.invalid(
              "Incorrect number of operands for operator or function; function: " + name)
          : tokens.unexpected();
    }
    return condition;
  }

  private Path pathFor(String function) {
    if (!tokens.isPath()) {
      throw tokens.invalid(
          "Operator or function requires a document path; operator or function: " + function);
    }
    return tokens.path();
  }

  private Condition hasType() {
    var value = operand();
    comma("attribute_type");
    if (operand() instanceof Operand.Given type
        && type.value().s() != null
        && TYPES.contains(type.value().s())) {
      return new Condition.HasType(value, type.value().s());
    }
    throw tokens.invalid("Invalid attribute type name found; operator or function: attribute_type");
  }

  private Condition beginsWith() {
    var value = operand();
    comma("begins_with");
    var start = operand();
    for (var operand : List.of(value, start)) {
      requireType("begins_with", operand, Set.of(AttributeValue.Type.S, AttributeValue.Type.B));
    }
    requireDistinct("begins_with", value, start);
    return new Condition.BeginsWith(value, start);
  }

  private Condition contains() {
    var value = operand();
    comma("contains");
    var part = operand();
    requireDistinct("contains", value, part);
    return new Condition.Contains(value, part);
  }

  private void comma(String function) {
    if (!tokens.take(",")) {
      throw tokens.peek().is(")")
          ? tokens.invalid(
              "Incorrect number of operands for operator or function; function: " + function)
          : tokens.unexpected();
    }
  }

  private Condition compared() {
    var value = operand();
    if (tokens.takeWord("BETWEEN")) {
      return between(value);
    }
    if (tokens.takeWord("IN")) {
      return in(value);
    }
    var sign = tokens.peek().text();
    if (tokens.peek().kind() != Lexer.Kind.SIGN || !COMPARATORS.contains(sign)) {
      throw tokens.unexpected();
    }
    tokens.next();
    var other = operand();
    requireDistinct(sign, value, other);
    if (sign.equals("=") || sign.equals("<>")) {
      return new Condition.Equal(value, other, sign.equals("="));
    }
    requireScalar(sign, value);
    requireScalar(sign, other);
    return new Condition.Ordered(value, order(sign), other);
  }

  private static Condition.Order order(String sign) {
    return switch (sign) {
      case "<" -> Condition.Order.LESS;
      case "<=" -> Condition.Order.AT_MOST;
      case ">" -> Condition.Order.MORE;
      default -> Condition.Order.AT_LEAST;
    };
  }

  private Condition between(Operand value) {
    var lowest = operand();
    if (!tokens.takeWord("AND")) {
      throw tokens.unexpected();
    }
    var highest = operand();
    for (var operand : List.of(value, lowest, highest)) {
      requireScalar("BETWEEN", operand);
    }
    requireDistinct("BETWEEN", value, lowest, highest);
    if (lowest instanceof Operand.Given low && highest instanceof Operand.Given high) {
      if (low.value().type() != high.value().type()) {
        throw tokens.invalid(
            "The BETWEEN operator requires same data type for lower and upper bounds;");
      }
      if (Values.compare(low.value(), high.value()) > 0) {
        throw tokens.invalid(
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound;");
      }
    }
    return new Condition.Between(value, lowest, highest);
  }

  private Condition in(Operand value) {
    tokens.require("(");
    var candidates = new ArrayList<Operand>();
    do {
      candidates.add(operand());
    } while (tokens.take(","));
    tokens.require(")");
    if (candidates.size() > MOST_CANDIDATES) {
      throw tokens.invalid("The IN operator is provided with too many operands;");
    }
    requireDistinct("IN", value, candidates.toArray(Operand[]::new));
    return new Condition.In(value, candidates);
  }

  private Operand operand() {
    if (tokens.peek().kind() == Lexer.Kind.VALUE_PLACEHOLDER) {
      return new Operand.Given(tokens.placeholders().value(tokens.next().text()));
    }
    if (tokens.take("(")) {
      var inner = operand();
      tokens.require(")");
      return inner;
    }
    if (tokens.isFunction()) {
      return size();
    }
    if (tokens.isPath()) {
      return new Operand.At(tokens.path());
    }
    throw tokens.unexpected();
  }

  private Operand size() {
    if (!tokens.peek().text().equals("size")) {
      throw tokens.invalid(
          "The function is not allowed to be used this way in an expression; function: "
              + tokens.peek().text());
    }
    tokens.next();
    tokens.require("(");
    if (!tokens.isPath() && tokens.peek().kind() != Lexer.Kind.VALUE_PLACEHOLDER) {
      throw tokens.unexpected();
    }
    var of = operand();
    tokens.require(")");
    return new Operand.Size(of);
  }

  private void requireScalar(String operator, Operand operand) {
    requireType(
        operator,
        operand,
        Set.of(AttributeValue.Type.S, AttributeValue.Type.N, AttributeValue.Type.B));
  }

  private void requireType(String operator, Operand operand, Set<AttributeValue.Type> allowed) {
    var type =
        switch (operand) {
          case Operand.At at -> null;
          case Operand.Given given -> given.value().type();
          case Operand.Size size -> AttributeValue.Type.N;
        };
    if (type != null && !allowed.contains(type)) {
      throw tokens.invalid(
          "Incorrect operand type for operator or function; operator or function: "
              + operator
              + ", operand type: "
              + type);
    }
  }

  private void requireDistinct(String operator, Operand first, Operand... others) {
    if (first instanceof Operand.At && List.of(others).contains(first)) {
      throw tokens.invalid(
          "The first operand must be distinct from the remaining operands for this operator or"
              + " function; operator: "
              + operator);
    }
  }
}
