package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into its words and signs. */
final class Lexer {

  /** What a token is. */
  enum Kind {
    WORD,
    NAME_PLACEHOLDER,
    VALUE_PLACEHOLDER,
    INTEGER,
    SIGN,
    END
  }

  /**
   * @param text as it is written; of a placeholder with its {@code #} or {@code :}
   */
  record Token(Kind kind, String text) {

    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
      return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
  }

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    var lexer = new Lexer(text);
    var tokens = new ArrayList<Token>();
    Token token;
    do {
      token = lexer.next();
      tokens.add(token);
    } while (token.kind() != Kind.END);
    return tokens;
  }

  private Token next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return new Token(Kind.END, "<EOF>");
    }
    char first = text.charAt(at);
    if (first == '#' || first == ':') {
      return placeholder(first);
    }
    if (isDigit(first)) {
      return new Token(Kind.INTEGER, run(at));
    }
    if (isLetter(first)) {
      return new Token(Kind.WORD, run(at));
    }
    return sign(first);
  }

  private Token placeholder(char first) {
    var name = first + run(at + 1);
    if (name.length() == 1) {
      throw wrong(name);
    }
    return new Token(first == '#' ? Kind.NAME_PLACEHOLDER : Kind.VALUE_PLACEHOLDER, name);
  }

  private Token sign(char first) {
    var two = at + 2 <= text.length() ? text.substring(at, at + 2) : "";
    if (two.equals("<>") || two.equals("<=") || two.equals(">=")) {
      at += 2;
      return new Token(Kind.SIGN, two);
    }
    if ("()[],.=<>+-".indexOf(first) < 0) {
      throw wrong(String.valueOf(first));
    }
    at++;
    return new Token(Kind.SIGN, String.valueOf(first));
  }

  private String run(int from) {
    int end = from;
    while (end < text.length() && isPartOfName(text.charAt(end))) {
      end++;
    }
    at = end;
    return text.substring(from, end);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isPartOfName(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static RuntimeException wrong(String token) {
    return TableErrors.invalid("Syntax error; token: \"" + token + "\"");
  }
}
