package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import java.util.List;
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

  /** Messages that the library throws in the place of their code. */
  private static final Map<String, String> UNCODED =
      Map.of(
          "Second argument of replace function cannot be an empty string", "D3010",
          "Fourth argument of replace function must evaluate to a positive number", "D3011");

  private static final Map<String, String> ELEMENTS =
      Map.of(
          "a",
          "arrays",
          "b",
          "booleans",
          "f",
          "functions",
          "n",
          "numbers",
          "o",
          "objects",
          "s",
          "strings");

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
    var text = e instanceof JException coded ? worded(coded) : wordedByFunction(e);
    return (CODED.matcher(text).matches() ? ". " : ": ") + text;
  }

  private String worded(JException e) {
    var code = String.valueOf(e.getError());
    if (code.startsWith("Stack overflow error")) {
      return STACK_OVERFLOW;
    }
    if (code.startsWith("Expression evaluation timeout")) {
      return TIMEOUT;
    }
    if (UNCODED.containsKey(code)) {
      return UNCODED.get(code) + ": " + code;
    }
    if (code.equals("Malformed URL")) {
      return malformedUrl();
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
      case "T0410" -> mismatch(expected);
      case "T0412" ->
          "Argument 1 of function %s must be an array of %s"
              .formatted(
                  quoted(function()),
                  quoted(ELEMENTS.getOrDefault(String.valueOf(expected), "undefined")));
      default -> fromCatalogue(code, current, expected);
    };
  }

  private String mismatch(Object function) {
    var called = trace.called();
    boolean own =
        called.isPresent() && (function == null || called.get().function().equals(function));
    return "Argument %d of function %s does not match function signature"
        .formatted(
            own ? Signatures.firstMismatch(called.get()) : 1,
            quoted(own ? called.get().function() : String.valueOf(function)));
  }

  private String function() {
    return trace.called().map(Trace.Called::function).orElse("");
  }

  /** An exception that is none of the library's own: the function that was called says which. */
  private String wordedByFunction(RuntimeException e) {
    var message = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    return switch (function()) {
      case "toMillis" ->
          "D3110: The argument of the toMillis function must be an ISO 8601 formatted timestamp."
              + " Given "
              + quoted(argument());
      case "formatInteger", "parseInteger" ->
          message.startsWith("Formatting or parsing an integer")
              ? "D3130: " + message.replaceAll("starting with (\\S+) is", "starting with \"$1\" is")
              : message;
      case "decodeUrl", "decodeUrlComponent", "encodeUrl", "encodeUrlComponent" -> malformedUrl();
      case "sort" ->
          "D3070: The single argument form of the sort function can only be applied to an array of"
              + " strings or an array of numbers.  Use the second argument to specify a comparison"
              + " function";
      default -> message;
    };
  }

  private String malformedUrl() {
    return "D3140: Malformed URL passed to $" + function() + "(): " + quoted(argument());
  }

  private Object argument() {
    return trace
        .called()
        .map(Trace.Called::arguments)
        .filter(all -> !all.isEmpty())
        .map(List::getFirst)
        .orElse(null);
  }

  /** The library's text with its values, and with a word put right that it has wrong throughout. */
  private static String fromCatalogue(String code, Object current, Object expected) {
    return JException.msg(code, -1, CURRENT, EXPECTED)
        .replace("Object", "function")
        .replace('"' + CURRENT + '"', quoted(current))
        .replace('"' + EXPECTED + '"', quoted(expected))
        .replace(CURRENT, String.valueOf(current))
        .replace(EXPECTED, String.valueOf(expected));
  }

  private static String quoted(Object value) {
    return JsonText.of(
        value instanceof CharSequence || value instanceof Character ? value.toString() : value);
  }
}
