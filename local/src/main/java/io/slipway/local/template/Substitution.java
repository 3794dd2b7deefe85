package io.slipway.local.template;

import io.slipway.local.template.yaml.TemplateError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The text of an {@code Fn::Sub}: literal pieces and {@code ${names}} in turn. */
final class Substitution {

  /** A piece of the text; {@code isName} where it is to be replaced. */
  private record Piece(String text, boolean isName) {}

  private final List<Piece> pieces;

  private Substitution(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /** Cuts {@code text} up; {@code ${!Literal}} stays in it as {@code ${Literal}}. */
  static Substitution of(String text) {
    var pieces = new ArrayList<Piece>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf("${", at);
      if (open < 0) {
        break;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new TemplateError("Template error: Fn::Sub has a ${ without its } in: " + text);
      }
      pieces.add(new Piece(text.substring(at, open), false));
      var name = text.substring(open + 2, close).strip();
      pieces.add(
          name.startsWith("!")
              ? new Piece("${" + name.substring(1) + "}", false)
              : new Piece(checked(name, text), true));
      at = close + 1;
    }
    pieces.add(new Piece(text.substring(at), false));
    return new Substitution(pieces);
  }

  private static String checked(String name, String text) {
    if (!name.matches("[A-Za-z0-9_.:]+")) {
      throw new TemplateError(
          "Template error: variable names in Fn::Sub syntax must contain only alphanumeric"
              + " characters, underscores, periods, and colons; got ${"
              + name
              + "} in: "
              + text);
    }
    return name;
  }

  String apply(UnaryOperator<String> values) {
    var result = new StringBuilder();
    for (var piece : pieces) {
      result.append(piece.isName() ? values.apply(piece.text()) : piece.text());
    }
    return result.toString();
  }

  /** The names to be replaced. */
  Set<String> names() {
    var names = new LinkedHashSet<String>();
    pieces.stream().filter(Piece::isName).map(Piece::text).forEach(names::add);
    return names;
  }
}
