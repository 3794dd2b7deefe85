package io.slipway.local.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Where the story is shown. A terminal gets colours, and lines at its bottom that are drawn again
 * and again; everything else gets plain lines only.
 */
final class Screen implements AutoCloseable {

  private static final String FANCY = "█░─✓✗→…";
  private static final int NARROWEST = 80;
  private static final int WIDEST = 120;
  private static final int PLAIN_WIDTH = 100;

  /** How a text looks on a terminal. */
  enum Ink {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    GOOD("32"),
    BAD("31"),
    ONE("36"),
    OTHER("33");

    private final String code;

    Ink(String code) {
      this.code = code;
    }
  }

  /** The signs that are drawn with. */
  record Signs(
      String one, String other, String rule, String good, String bad, String arrow, String cut) {

    static final Signs UNICODE = new Signs("█", "░", "─", "✓", "✗", "→", "…");
    static final Signs ASCII = new Signs("#", ".", "-", "+", "x", "->", "...");
  }

  private final PrintStream out;
  private final boolean terminal;
  private final boolean coloured;
  private final int width;
  private final Signs signs;
  private int live;
  private boolean closed;

  /**
   * @param terminalWidth columns of the terminal; empty where it is none. One of less than 80 gets
   *     plain lines, too
   * @param coloured whether a terminal is to have colours
   */
  Screen(PrintStream out, Optional<Integer> terminalWidth, boolean coloured) {
    this.out = out;
    this.terminal = terminalWidth.orElse(0) >= NARROWEST;
    this.coloured = terminal && coloured;
    // one column stays free: what clears the rest of a full line clears its last sign
    this.width = terminal ? Math.min(terminalWidth.get() - 1, WIDEST) : PLAIN_WIDTH;
    this.signs = out.charset().newEncoder().canEncode(FANCY) ? Signs.UNICODE : Signs.ASCII;
  }

  int width() {
    return width;
  }

  Signs signs() {
    return signs;
  }

  String ink(Ink ink, String text) {
    return coloured && !ink.code.isEmpty() ? "\033[" + ink.code + "m" + text + "\033[0m" : text;
  }

  /** A line that stays. */
  synchronized void line(String text) {
    if (!closed) {
      wipe();
      out.println(text);
      out.flush();
    }
  }

  /**
   * {@code mark} and text that is broken into at most {@code most} lines, cut where it is longer.
   */
  void paragraph(Ink ink, String mark, String text, int most) {
    var lines = Wrapping.of(text, width - 5, most, signs.cut());
    for (int i = 0; i < lines.size(); i++) {
      line(ink(ink, "  " + (i == 0 ? pad(mark, 2) : "  ") + " " + lines.get(i)));
    }
  }

  /** Lines at the bottom in place of those before; nothing where it is no terminal. */
  synchronized void live(List<String> lines) {
    if (terminal && !closed) {
      var frame = new StringBuilder(back());
      frame.append(live == 0 ? "\033[?25l" : "");
      lines.forEach(line -> frame.append(line).append("\033[K\n"));
      frame.append("\033[J");
      out.print(frame);
      out.flush();
      live = lines.size();
    }
  }

  private void wipe() {
    if (live > 0) {
      out.print(back() + "\033[J\033[?25h");
      live = 0;
    }
  }

  private String back() {
    return live == 0 ? "" : "\033[" + live + "A\r";
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  /** Leaves the terminal as it was; nothing is shown afterwards. */
  @Override
  public synchronized void close() {
    wipe();
    out.flush();
    closed = true;
  }
}
