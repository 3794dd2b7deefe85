package io.slipway.local.asl.definition;

import com.fasterxml.jackson.databind.JsonNode;

/** Checks the names of variables that a state assigns. */
final class Names {

  private static final int LONGEST = 80;

  private final Diagnostics diagnostics;

  Names(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void check(JsonNode assign, String location) {
    if (!assign.isObject()) {
      diagnostics.schema(location, "Expected value of type [OBJECT]");
      return;
    }
    for (var variable : assign.properties()) {
      var name = variable.getKey();
      if (name.equals("states")) {
        diagnostics.schema(location, "The variable name 'states' is reserved");
      } else if (!isIdentifier(name)) {
        diagnostics.schema(location, "The variable name '" + name + "' is not valid");
      }
    }
  }

  private static boolean isIdentifier(String name) {
    return !name.isEmpty()
        && name.codePointCount(0, name.length()) <= LONGEST
        && Character.isUnicodeIdentifierStart(name.codePointAt(0))
        && name.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }
}
