package io.slipway.domain;

/** Text of a caller as it may stand in a message: one line, printable, cut where it is long. */
public final class Quoted {

  private static final int LONGEST = 60;

  private Quoted() {}

  /** {@code text} in quotes, without control characters, at most 60 characters of it. */
  public static String of(String text) {
    var shown = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    var clean = new StringBuilder("'");
    shown.codePoints().forEach(c -> clean.appendCodePoint(printable(c) ? c : '\uFFFD'));
    return clean.append(text.length() > LONGEST ? "…'" : "'").toString();
  }

  /** Whether a character can be seen, and lets the others be seen as they are. */
  static boolean printable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          // right-to-left overrides and their like make a line read as something else
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
