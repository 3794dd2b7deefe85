package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Jsonata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which argument of a function does not fit, counted as the reference implementation counts: the
 * library always says the first.
 *
 * @see <a href="https://docs.jsonata.org/embedding-extending#function-signature-syntax">Function
 *     signature syntax</a>
 */
final class Signatures {

  private static final Map<String, String> TWO_OR_MORE =
      Map.ofEntries(
          Map.entry("string", "x-b?"),
          Map.entry("substring", "s-nn?"),
          Map.entry("substringBefore", "s-s"),
          Map.entry("substringAfter", "s-s"),
          Map.entry("pad", "s-ns?"),
          Map.entry("match", "s-fn?"),
          Map.entry("contains", "s-(sf)"),
          Map.entry("replace", "s-(sf)(sf)n?"),
          Map.entry("split", "s-(sf)n?"),
          Map.entry("join", "as?"),
          Map.entry("formatNumber", "n-so?"),
          Map.entry("formatBase", "n-n?"),
          Map.entry("formatInteger", "n-s"),
          Map.entry("parseInteger", "s-s"),
          Map.entry("round", "n-n?"),
          Map.entry("power", "n-n"),
          Map.entry("map", "af"),
          Map.entry("filter", "af"),
          Map.entry("single", "af?"),
          Map.entry("reduce", "afj?"),
          Map.entry("sift", "o-f?"),
          Map.entry("lookup", "x-s"),
          Map.entry("append", "xx"),
          Map.entry("each", "o-f"),
          Map.entry("assert", "bs?"),
          Map.entry("sort", "af?"),
          Map.entry("toMillis", "s-s?"),
          Map.entry("fromMillis", "n-s?s?"),
          Map.entry("now", "s?s?"));

  private Signatures() {}

  /** The first argument, from 1, that does not fit the function's signature. */
  static int firstMismatch(Trace.Called called) {
    var signature = TWO_OR_MORE.get(called.function());
    if (signature == null) {
      return 1;
    }
    var given = called.arguments().stream().map(Signatures::symbol).collect(Collectors.joining());
    var pattern = new StringBuilder();
    int good = 0;
    for (var parameter : parameters(signature)) {
      pattern.append(parameter);
      var matcher = Pattern.compile(pattern.toString()).matcher(given);
      if (!matcher.lookingAt()) {
        return good + 1;
      }
      good = matcher.end();
    }
    return good + 1;
  }

  private static List<String> parameters(String signature) {
    List<String> parameters = new ArrayList<>();
    for (int at = 0; at < signature.length(); at++) {
      char symbol = signature.charAt(at);
      switch (symbol) {
        case '-', '?' -> parameters.set(parameters.size() - 1, parameters.getLast() + "?");
        case '(' -> {
          int end = signature.indexOf(')', at);
          parameters.add("[" + signature.substring(at + 1, end) + "m]");
          at = end;
        }
        case 'a', 'x' -> parameters.add("[asnblfom]");
        case 'j' -> parameters.add("[asnblom]");
        case 'f' -> parameters.add("f");
        default -> parameters.add("[" + symbol + "m]");
      }
    }
    return parameters;
  }

  private static String symbol(Object value) {
    return switch (value) {
      case null -> "m";
      case String text -> "s";
      case Number number -> "n";
      case Boolean bool -> "b";
      case List<?> list -> "a";
      case Map<?, ?> map -> "o";
      default -> Jsonata.NULL_VALUE.equals(value) ? "l" : "f";
    };
  }
}
