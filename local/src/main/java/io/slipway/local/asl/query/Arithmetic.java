package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Set;

/**
 * The operators on numbers. The library fails where a result is not finite; the service gives
 * {@code "Infinity"} or {@code "NaN"}, and fails only where such a number is reckoned with.
 */
final class Arithmetic {

  private static final Set<String> OPERATORS = Set.of("+", "-", "*", "/", "%");

  private Arithmetic() {}

  /** Puts the operators of a parsed expression into effect; {@link #bind} does what they do. */
  static void use(SyntaxTree tree) {
    tree.visit(
        node -> {
          if (node.type().equals("binary") && OPERATORS.contains(node.text())) {
            node.callInstead();
          }
        });
  }

  static void bind(Jsonata parsed) {
    for (var operator : OPERATORS) {
      parsed.assign(
          operator,
          new Jsonata.JFunction((context, given) -> result(operator, (List<?>) given), null));
    }
  }

  private static Object result(String operator, List<?> given) {
    var left = operand(given.get(0), "T2001: The left side", operator);
    var right = operand(given.get(1), "T2002: The right side", operator);
    if (left == null || right == null) {
      return null;
    }
    return Values.number(
        switch (operator) {
          case "+" -> left + right;
          case "-" -> left - right;
          case "*" -> left * right;
          case "/" -> left / right;
          default -> left % right;
        });
  }

  private static Double operand(Object value, String side, String operator) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number) || Double.isNaN(number.doubleValue())) {
      throw new JException(
          side + " of the " + JsonText.exact(operator) + " operator must evaluate to a number", -1);
    }
    if (Double.isInfinite(number.doubleValue())) {
      throw new JException("D1001", -1, value);
    }
    return number.doubleValue();
  }
}
