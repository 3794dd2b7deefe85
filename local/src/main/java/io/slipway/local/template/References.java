package io.slipway.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds what a piece of a template refers to by {@code Ref}, {@code Fn::GetAtt} and {@code
 * Fn::Sub}.
 */
public final class References {

  private final Set<String> names = new LinkedHashSet<>();

  private References() {}

  /**
   * The names of parameters, pseudo parameters and resources in {@code value}, branches not taken
   * included.
   */
  public static Set<String> in(JsonNode value) {
    var references = new References();
    references.collect(value);
    return references.names;
  }

  private void collect(JsonNode value) {
    if (value.isObject() && value.size() == 1) {
      var function = value.fieldNames().next();
      var arguments = value.get(function);
      switch (function) {
        case "Ref" -> names.add(arguments.asText());
        case "Fn::GetAtt" ->
            names.add(
                resource(arguments.isArray() ? arguments.path(0).asText() : arguments.asText()));
        case "Fn::Sub" -> substituted(arguments);
        default -> collect(arguments);
      }
      return;
    }
    value.forEach(this::collect);
  }

  private void substituted(JsonNode arguments) {
    var text = arguments.isArray() ? arguments.path(0).asText() : arguments.asText();
    var own = arguments.isArray() ? arguments.path(1) : arguments;
    for (var name : Substitution.of(text).names()) {
      if (!own.has(name)) {
        names.add(resource(name));
      }
    }
    own.forEach(this::collect);
  }

  private static String resource(String path) {
    return path.split(Pattern.quote("."), 2)[0];
  }
}
