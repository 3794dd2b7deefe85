package io.slipway.local.data.memory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The tokens of one expression, read from left to right, and the paths among them. */
final class Tokens {

  private static final int LONGEST_EXPRESSION = 4096;
  private static final int DEEPEST_PATH = 32;

  private final String kind;
  private final List<Lexer.Token> tokens;
  private final Placeholders placeholders;
  private int at;

  /**
   * @param kind such as {@code ConditionExpression}, for errors
   */
  Tokens(String kind, String text, Placeholders placeholders) {
    this.kind = kind;
    this.placeholders = placeholders;
    if (text.isBlank()) {
      throw invalid("The expression can not be empty;");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_EXPRESSION) {
      throw invalid("Expression size has exceeded the maximum allowed size;");
    }
    this.tokens = Lexer.tokens(text);
  }

  RuntimeException invalid(String message) {
    return TableErrors.invalid("Invalid " + kind + ": " + message);
  }

  RuntimeException unexpected() {
    return invalid("Syntax error; token: \"" + peek().text() + "\"");
  }

  Placeholders placeholders() {
    return placeholders;
  }

  Lexer.Token peek() {
    return tokens.get(at);
  }

  Lexer.Token peekNext() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Lexer.Token next() {
    var token = tokens.get(at);
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean take(String sign) {
    boolean there = peek().is(sign);
    at += there ? 1 : 0;
    return there;
  }

  boolean takeWord(String word) {
    boolean there = peek().isWord(word);
    at += there ? 1 : 0;
    return there;
  }

  void require(String sign) {
    if (!take(sign)) {
      throw unexpected();
    }
  }

  void requireEnd() {
    if (peek().kind() != Lexer.Kind.END) {
      throw unexpected();
    }
  }

  /** The token after the parenthesis that closes the one that is next. */
  Lexer.Token afterParentheses() {
    int depth = 0;
    for (int i = at; i < tokens.size(); i++) {
      if (tokens.get(i).is("(")) {
        depth++;
      } else if (tokens.get(i).is(")") && --depth == 0) {
        return tokens.get(i + 1);
      }
    }
    return tokens.getLast();
  }

  boolean isPath() {
    var token = peek();
    return token.kind() == Lexer.Kind.NAME_PLACEHOLDER
        || (token.kind() == Lexer.Kind.WORD && !peekNext().is("("));
  }

  boolean isFunction() {
    return peek().kind() == Lexer.Kind.WORD && peekNext().is("(");
  }

  Path path() {
    var parts = new ArrayList<Path.Part>();
    parts.add(member());
    while (true) {
      if (take(".")) {
        parts.add(member());
      } else if (take("[")) {
        parts.add(element());
      } else {
        break;
      }
      if (parts.size() > DEEPEST_PATH) {
        throw invalid("The document path has too many nesting elements;");
      }
    }
    return new Path(parts);
  }

  private Path.Part member() {
    var token = peek();
    return switch (token.kind()) {
      case NAME_PLACEHOLDER -> new Path.Member(placeholders.name(next().text()));
      case WORD -> {
        if (ReservedWords.contains(token.text())) {
          throw invalid("Attribute name is a reserved keyword; reserved keyword: " + token.text());
        }
        yield new Path.Member(next().text());
      }
      default -> throw unexpected();
    };
  }

  private Path.Part element() {
    if (peek().kind() != Lexer.Kind.INTEGER || peek().text().length() > 9) {
      throw unexpected();
    }
    try {
      var element = new Path.Element(Integer.parseInt(next().text()));
      require("]");
      return element;
    } catch (NumberFormatException e) {
      throw unexpected();
    }
  }
}
