package io.slipway.local.asl.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What arguments a built-in function takes, checked and completed as the reference implementation
 * does; the library's own check lets a null through and always blames the first argument.
 *
 * @see <a href="https://docs.jsonata.org/embedding-extending#function-signature-syntax">Function
 *     signature syntax</a>
 */
final class CallSignature {

  private static final String ANY = "[asnblfom]";

  private static final Map<Character, String> ELEMENTS =
      Map.of(
          'a',
          "arrays",
          'b',
          "booleans",
          'f',
          "functions",
          'n',
          "numbers",
          'o',
          "objects",
          's',
          "strings");

  /**
   * One parameter.
   *
   * @param types a pattern of the symbols it takes, with how often
   * @param context whether the context item stands in where it is left out
   * @param elements the symbol of an array's elements, or 0
   */
  private record Parameter(String types, boolean array, boolean context, char elements) {}

  private final String function;
  private final List<Parameter> parameters;
  private final Pattern whole;

  private CallSignature(String function, List<Parameter> parameters) {
    this.function = function;
    this.parameters = parameters;
    var pattern = new StringBuilder();
    parameters.forEach(one -> pattern.append('(').append(one.types()).append(')'));
    this.whole = Pattern.compile(pattern.toString());
  }

  /** Reads a signature without its brackets and its result: {@code s-nn?}. */
  static CallSignature of(String function, String signature) {
    List<Parameter> parameters = new ArrayList<>();
    for (int at = 0; at < signature.length(); at++) {
      char symbol = signature.charAt(at);
      switch (symbol) {
        case '-' -> parameters.add(widened(parameters.removeLast(), "?", true));
        case '?', '+' ->
            parameters.add(widened(parameters.removeLast(), String.valueOf(symbol), false));
        case '(' -> {
          int end = signature.indexOf(')', at);
          parameters.add(
              new Parameter("[" + signature.substring(at + 1, end) + "m]", false, false, '\0'));
          at = end;
        }
        case '<' -> {
          var array = parameters.removeLast();
          parameters.add(new Parameter(array.types(), true, false, signature.charAt(at + 1)));
          at = signature.indexOf('>', at);
        }
        case 'a' -> parameters.add(new Parameter(ANY, true, false, '\0'));
        case 'x' -> parameters.add(new Parameter(ANY, false, false, '\0'));
        case 'j' -> parameters.add(new Parameter("[asnblom]", false, false, '\0'));
        case 'f' -> parameters.add(new Parameter("f", false, false, '\0'));
        default -> parameters.add(new Parameter("[" + symbol + "m]", false, false, '\0'));
      }
    }
    return new CallSignature(function, parameters);
  }

  private static Parameter widened(Parameter parameter, String times, boolean context) {
    return new Parameter(
        parameter.types() + times,
        parameter.array(),
        parameter.context() || context,
        parameter.elements());
  }

  /** How many parameters there are. */
  int size() {
    return parameters.size();
  }

  /** The arguments in the places of the parameters, single values of an array as arrays. */
  List<Object> checked(List<?> given, Object context) {
    var symbols = new StringBuilder();
    given.forEach(value -> symbols.append(symbol(value)));
    var match = whole.matcher(symbols);
    if (!match.matches()) {
      throw mismatch(symbols.toString());
    }
    List<Object> complete = new ArrayList<>();
    int next = 0;
    for (int index = 0; index < parameters.size(); index++) {
      next = take(parameters.get(index), match.group(index + 1), given, next, context, complete);
    }
    return complete;
  }

  private int take(
      Parameter parameter,
      String taken,
      List<?> given,
      int from,
      Object context,
      List<Object> complete) {
    if (taken.isEmpty()) {
      boolean byContext = parameter.context();
      if (byContext && !fits(parameter, context)) {
        throw new JException(
            "T0411: Context value is not a compatible type with argument %d of function \"%s\""
                .formatted(from + 1, function),
            -1);
      }
      complete.add(byContext ? context : from < given.size() ? given.get(from) : null);
      return byContext ? from : from + 1;
    }
    for (int at = from; at < from + taken.length(); at++) {
      complete.add(parameter.array() ? array(parameter, given.get(at), at) : given.get(at));
    }
    return from + taken.length();
  }

  private static boolean fits(Parameter parameter, Object context) {
    return Pattern.matches(parameter.types(), String.valueOf(symbol(context)));
  }

  private Object array(Parameter parameter, Object value, int at) {
    if (value == null) {
      return null;
    }
    if (parameter.elements() != '\0') {
      boolean same =
          value instanceof List<?> list
              ? list.stream().allMatch(element -> symbol(element) == parameter.elements())
              : symbol(value) == parameter.elements();
      if (!same) {
        throw new JException(
            "T0412: Argument %d of function \"%s\" must be an array of \"%s\""
                .formatted(at + 1, function, ELEMENTS.get(parameter.elements())),
            -1);
      }
    }
    if (value instanceof List<?>) {
      return value;
    }
    List<Object> single = new ArrayList<>();
    single.add(value);
    return single;
  }

  /** Blames the first argument that no longer fits. */
  private JException mismatch(String symbols) {
    var pattern = new StringBuilder();
    int good = 0;
    for (var parameter : parameters) {
      pattern.append(parameter.types());
      Matcher matcher = Pattern.compile(pattern.toString()).matcher(symbols);
      if (!matcher.lookingAt()) {
        break;
      }
      good = matcher.end();
    }
    return new JException(
        "T0410: Argument %d of function \"%s\" does not match function signature"
            .formatted(good + 1, function),
        -1);
  }

  private static char symbol(Object value) {
    return switch (value) {
      case null -> 'm';
      case String text -> 's';
      case Number number -> 'n';
      case Boolean bool -> 'b';
      case List<?> list -> 'a';
      case Map<?, ?> map -> 'o';
      default -> Jsonata.NULL_VALUE.equals(value) ? 'l' : 'f';
    };
  }
}
