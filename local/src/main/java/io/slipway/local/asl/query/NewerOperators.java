package io.slipway.local.asl.query;

/**
 * Refuses the operators {@code ??} and {@code ?:}, which JSONata has since 2.1: the service speaks
 * 2.0.6.
 */
final class NewerOperators {

  private final String source;
  private int at;

  /** Whether the last lexeme was a value, so that a slash divides. */
  private boolean behindValue;

  private NewerOperators(String source) {
    this.source = source;
  }

  /** Throws {@link InvalidQuery} in the words of the older parser; {@code source} has a parse. */
  static void refuse(String source) throws InvalidQuery {
    if (source.contains("??") || source.contains("?:")) {
      new NewerOperators(source).scan();
    }
  }

  private void scan() throws InvalidQuery {
    while (at < source.length()) {
      char character = source.charAt(at);
      if (character == '"' || character == '\'' || character == '`') {
        skipTo(character);
        behindValue = true;
      } else if (source.startsWith("/*", at)) {
        at = source.indexOf("*/", at + 2) + 2;
      } else if (character == '/' && !behindValue) {
        skipTo('/');
        behindValue = true;
      } else if (source.startsWith("??", at) || source.startsWith("?:", at)) {
        throw new InvalidQuery(
            "The symbol \"" + source.charAt(at + 1) + "\" cannot be used as a unary operator");
      } else if (Character.isJavaIdentifierPart(character)) {
        word();
      } else {
        behindValue =
            Character.isWhitespace(character) ? behindValue : ")]}".indexOf(character) >= 0;
        at++;
      }
    }
  }

  private void word() {
    int from = at;
    while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
      at++;
    }
    behindValue = !source.substring(from, at).matches("and|or|in");
  }

  /** To behind the next {@code end} that no backslash stands before. */
  private void skipTo(char end) {
    at++;
    while (at < source.length() && source.charAt(at) != end) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }
}
