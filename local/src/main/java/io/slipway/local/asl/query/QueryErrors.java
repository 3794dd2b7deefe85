package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;

/**
 * Words the library's errors as the reference implementation of JSONata does, which is how Step
 * Functions reports them.
 */
final class QueryErrors {

  static final String STACK_OVERFLOW =
      "Stack overflow error: Check for non-terminating recursive function."
          + " Consider rewriting as tail-recursive.";

  private static final String TIMEOUT = "Expression evaluation timeout: Check for infinite loop";
  private static final String CURRENT = "{{current-value}}";
  private static final String EXPECTED = "{{expected-value}}";

  private QueryErrors() {}

  /** {@code . CODE: message} where the error has a code, else {@code : message}. */
  static String tail(JException e) {
    var code = String.valueOf(e.getError());
    if (code.startsWith("Stack overflow error")) {
      return ": " + STACK_OVERFLOW;
    }
    if (code.startsWith("Expression evaluation timeout")) {
      return ": " + TIMEOUT;
    }
    if (!code.matches("[A-Z][0-9]{4}.*")) {
      return ": " + code;
    }
    return code.length() > 5 ? ". " + code : ". " + code + ": " + message(e);
  }

  /** What is wrong with an expression that does not parse. */
  static String parseMessage(JException e) {
    return message(e);
  }

  private static String message(JException e) {
    var template =
        JException.msg(e.getError(), -1, CURRENT, EXPECTED).replace("Object", "function");
    return template
        .replace('"' + CURRENT + '"', quoted(e.getCurrent()))
        .replace('"' + EXPECTED + '"', quoted(e.getExpected()))
        .replace(CURRENT, String.valueOf(e.getCurrent()))
        .replace(EXPECTED, String.valueOf(e.getExpected()));
  }

  private static String quoted(Object value) {
    return Values.fromJsonata(value).map(Object::toString).orElse("\"undefined\"");
  }
}
