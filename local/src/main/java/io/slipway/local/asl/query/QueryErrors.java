package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Words the library's errors as the reference implementation of JSONata does, which is how Step
 * Functions reports them: {@code . CODE: message}, or {@code : message} for the service's limits.
 */
final class QueryErrors {

  static final String STACK_OVERFLOW =
      "Stack overflow error: Check for non-terminating recursive function."
          + " Consider rewriting as tail-recursive.";

  private static final String TIMEOUT = "Expression evaluation timeout: Check for infinite loop";
  private static final String CURRENT = "{{current-value}}";
  private static final String EXPECTED = "{{expected-value}}";
  private static final Pattern CODED = Pattern.compile("[DSTU]\\d{4}: .*", Pattern.DOTALL);

  /** What the library says of pictures, without a code. */
  private static final Map<String, String> UNCODED =
      Map.of(
          "Formatting or parsing an integer as a sequence starting with ", "D3130",
          "In a decimal digit pattern, all digits must be", "D3131",
          "Unknown component specifier ", "D3132",
          "The 'name' modifier can only be applied to months and days", "D3133",
          "The timezone integer format specifier cannot have", "D3134",
          "No matching closing bracket ']'", "D3135",
          "The date/time picture string is missing specifiers", "D3136");

  private final Trace trace;

  QueryErrors(Trace trace) {
    this.trace = trace;
  }

  /** What is wrong with an expression that does not parse; the service leaves the code out. */
  static String parseMessage(JException e) {
    return fromCatalogue(String.valueOf(e.getError()), e.getCurrent(), e.getExpected());
  }

  /** The end of the sentence on an expression that failed. */
  String tail(RuntimeException e) {
    var text = e instanceof JException coded ? Optional.of(worded(coded)) : coded(e);
    return text.map(QueryErrors::evaluation).orElse("threw an internal error during evaluation.");
  }

  static String evaluation(String text) {
    return "threw an error during evaluation"
        + (CODED.matcher(text).matches() ? ". " : ": ")
        + text;
  }

  private String worded(JException e) {
    var code = String.valueOf(e.getError());
    if (code.startsWith("Stack overflow error")) {
      return STACK_OVERFLOW;
    }
    if (code.startsWith("Expression evaluation timeout")) {
      return TIMEOUT;
    }
    if (!code.matches("[DSTU]\\d{4}")) {
      return code;
    }
    return code + ": " + message(code, e.getCurrent(), e.getExpected());
  }

  private String message(String code, Object current, Object expected) {
    return switch (code) {
      case "D1002" -> "Cannot negate a non-numeric value: " + quoted(expected);
      case "T2009" ->
          "The values %s and %s either side of operator %s must be of the same data type"
              .formatted(quoted(current), quoted(expected), quoted(trace.operator()));
      // What a lambda takes by its own signature; it has no name.
      case "T0410" -> "Argument 1 of function undefined does not match function signature";
      // The library compares the later element with the earlier one.
      case "T2007" -> fromCatalogue(code, expected, current);
      default -> fromCatalogue(code, current, expected);
    };
  }

  /** An exception that is none of the library's own; the service says nothing of most. */
  private static Optional<String> coded(RuntimeException e) {
    var message = String.valueOf(e.getMessage());
    return UNCODED.entrySet().stream()
        .filter(one -> message.contains(one.getKey()))
        .findFirst()
        .map(one -> one.getValue() + ": " + withQuotes(from(message, one.getKey())));
  }

  private static String from(String message, String start) {
    return message.substring(message.indexOf(start));
  }

  private static String withQuotes(String message) {
    return message
        .replaceAll("starting with (.*) is not supported", "starting with \"$1\" is not supported")
        .replaceAll("specifier (\\S+) in", "specifier \"$1\" in")
        .replaceAll("picture string, not (\\S+)$", "picture string, not \"$1\"");
  }

  /** The library's text with its values, and with a word put right that it has wrong throughout. */
  private static String fromCatalogue(String code, Object current, Object expected) {
    return JException.msg(code, -1, CURRENT, EXPECTED)
        .replace("Object", "function")
        .replace("the \"parent\"", "the 'parent'")
        .replace('"' + CURRENT + '"', quoted(current))
        .replace('"' + EXPECTED + '"', quoted(expected))
        .replace(CURRENT, String.valueOf(current))
        .replace(EXPECTED, String.valueOf(expected));
  }

  private static String quoted(Object value) {
    return JsonText.exact(
        value instanceof CharSequence || value instanceof Character ? value.toString() : value);
  }
}
