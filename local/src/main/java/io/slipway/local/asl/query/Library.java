package io.slipway.local.asl.query;

import com.dashjoin.jsonata.Jsonata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All functions of JSONata 2.0.6 with their signatures; done by the library, except where it
 * answers otherwise than the service.
 *
 * @see <a href="https://docs.jsonata.org/2.0.0/string-functions">Function library</a>
 */
final class Library {

  /** A function: its signature and how many arguments a higher-order function hands it at most. */
  private record Declared(String name, String signature, int arity) {}

  private static final List<Declared> FUNCTIONS =
      List.of(
          new Declared("sum", "a<n>", 1),
          new Declared("count", "a", 1),
          new Declared("max", "a<n>", 1),
          new Declared("min", "a<n>", 1),
          new Declared("average", "a<n>", 1),
          new Declared("string", "x-b?", 1),
          new Declared("substring", "s-nn?", 3),
          new Declared("substringBefore", "s-s", 2),
          new Declared("substringAfter", "s-s", 2),
          new Declared("lowercase", "s-", 1),
          new Declared("uppercase", "s-", 1),
          new Declared("length", "s-", 1),
          new Declared("trim", "s-", 1),
          new Declared("pad", "s-ns?", 3),
          new Declared("match", "s-fn?", 3),
          new Declared("contains", "s-(sf)", 2),
          new Declared("replace", "s-(sf)(sf)n?", 4),
          new Declared("split", "s-(sf)n?", 3),
          new Declared("join", "a<s>s?", 2),
          new Declared("formatNumber", "n-so?", 3),
          new Declared("formatBase", "n-n?", 2),
          new Declared("formatInteger", "n-s", 2),
          new Declared("parseInteger", "s-s", 2),
          new Declared("number", "(nsb)-", 1),
          new Declared("floor", "n-", 1),
          new Declared("ceil", "n-", 1),
          new Declared("round", "n-n?", 2),
          new Declared("abs", "n-", 1),
          new Declared("sqrt", "n-", 1),
          new Declared("power", "n-n", 2),
          new Declared("boolean", "x-", 1),
          new Declared("not", "x-", 1),
          new Declared("map", "af", 2),
          new Declared("zip", "a+", 1),
          new Declared("filter", "af", 2),
          new Declared("single", "af?", 2),
          new Declared("reduce", "afj?", 3),
          new Declared("sift", "o-f?", 2),
          new Declared("keys", "x-", 1),
          new Declared("lookup", "x-s", 2),
          new Declared("append", "xx", 2),
          new Declared("exists", "x", 1),
          new Declared("spread", "x-", 1),
          new Declared("merge", "a<o>", 1),
          new Declared("reverse", "a", 1),
          new Declared("each", "o-f", 2),
          new Declared("error", "s?", 1),
          new Declared("assert", "bs?", 2),
          new Declared("type", "x", 1),
          new Declared("sort", "af?", 2),
          new Declared("shuffle", "a", 1),
          new Declared("distinct", "x", 1),
          new Declared("base64encode", "s-", 1),
          new Declared("base64decode", "s-", 1),
          new Declared("encodeUrlComponent", "s-", 1),
          new Declared("encodeUrl", "s-", 1),
          new Declared("decodeUrlComponent", "s-", 1),
          new Declared("decodeUrl", "s-", 1),
          new Declared("toMillis", "s-s?", 2),
          new Declared("fromMillis", "n-s?s?", 3));

  /** The library's methods that are not called as their functions. */
  private static final Map<String, String> METHODS =
      Map.of(
          "boolean", "toBoolean",
          "reduce", "foldLeft",
          "assert", "assertFn",
          "toMillis", "dateTimeToMillis",
          "fromMillis", "dateTimeFromMillis");

  private static final Map<String, LibraryFunction.Body> CORRECTED = new HashMap<>();

  static {
    CORRECTED.putAll(NumberFunctions.BODIES);
    CORRECTED.putAll(TextFunctions.BODIES);
    CORRECTED.putAll(PatternFunctions.BODIES);
    CORRECTED.putAll(ListFunctions.BODIES);
  }

  private static final Map<String, LibraryFunction> BOUND = bound();

  private Library() {}

  private static Map<String, LibraryFunction> bound() {
    Map<String, LibraryFunction> bound = new HashMap<>();
    for (var declared : FUNCTIONS) {
      var signature = CallSignature.of(declared.name(), declared.signature());
      bound.put(declared.name(), function(declared, signature, signature.size()));
      for (int given = 1; given < signature.size(); given++) {
        bound.put(partial(declared.name(), given), function(declared, signature, given));
      }
    }
    return bound;
  }

  private static LibraryFunction function(
      Declared declared, CallSignature signature, int parameters) {
    return new LibraryFunction(
        declared.name(),
        signature,
        declared.arity(),
        METHODS.getOrDefault(declared.name(), declared.name()),
        CORRECTED.get(declared.name()),
        parameters);
  }

  private static String partial(String name, int given) {
    return name + "/" + given;
  }

  static void bind(Jsonata parsed) {
    BOUND.forEach(parsed::assign);
  }

  /**
   * Makes a partial application of a function to fewer arguments than it takes leave out the rest;
   * to the library, these were further open places.
   */
  static void closePartials(SyntaxTree tree) {
    tree.visit(
        node -> {
          if (node.type().equals("partial")) {
            var procedure = node.part("procedure").orElseThrow();
            var partial = partial(procedure.text(), node.parts("arguments").size());
            if (procedure.type().equals("variable") && BOUND.containsKey(partial)) {
              procedure.rename(partial);
            }
          }
        });
  }
}
