package io.slipway.local.demo;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
final class Wrapping {

  private Wrapping() {}

  /** A space that text is not broken at. */
  static final char KEPT_SPACE = '\u00a0';

  /**
   * The lines of {@code text}, broken at spaces where there are any.
   *
   * @param most lines; what is longer ends with {@code cut}
   */
  static List<String> of(String text, int width, int most, String cut) {
    var lines = new ArrayList<String>();
    var rest = text.strip().replace(" %", KEPT_SPACE + "%");
    while (lines.size() < most - 1 && rest.length() > width) {
      int space = rest.lastIndexOf(' ', width);
      int end = space > 0 ? space : width;
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).strip();
    }
    lines.add(shortened(rest, width, cut));
    lines.replaceAll(line -> line.replace(KEPT_SPACE, ' '));
    return List.copyOf(lines);
  }

  /** The beginning of {@code text}, as much as fits. */
  static String shortened(String text, int width, String cut) {
    return text.length() <= width
        ? text
        : text.substring(0, Math.max(0, width - cut.length())).stripTrailing() + cut;
  }
}
