package io.slipway.domain;

/**
 * A pattern of names with slashes: {@code *} stands for anything but a slash, {@code **} for
 * anything, {@code ?} for one character that is no slash; all else for itself. Matching takes as
 * many steps as pattern times text have characters, whatever they are.
 */
public record Glob(String pattern) {

  public static final int LONGEST = 200;

  /**
   * @throws Rejected 400 where it is empty, too long, or has what cannot be seen
   */
  public Glob {
    if (pattern.isEmpty() || pattern.length() > LONGEST) {
      throw Rejected.invalid(
          "pattern", "1 to " + LONGEST + " characters are allowed, but got " + pattern.length());
    }
    var unused = FreeText.checked("pattern", pattern, LONGEST);
  }

  /** Whether the whole of {@code text} is of this pattern. */
  public boolean matches(String text) {
    // reached[i]: the pattern's first i characters can be all of the text so far
    var reached = new boolean[pattern.length() + 1];
    reached[0] = true;
    skipStars(reached);
    for (int at = 0; at < text.length(); at++) {
      reached = after(reached, text.charAt(at));
    }
    return reached[pattern.length()];
  }

  private boolean[] after(boolean[] before, char read) {
    var reached = new boolean[before.length];
    for (int i = 0; i < pattern.length(); i++) {
      if (!before[i]) {
        continue;
      }
      char expected = pattern.charAt(i);
      if (expected == '*') {
        reached[i] |= isAny(i) || read != '/';
      } else if (expected == '?' ? read != '/' : expected == read) {
        reached[i + 1] = true;
      }
    }
    skipStars(reached);
    return reached;
  }

  /** A star may stand for nothing. */
  private void skipStars(boolean[] reached) {
    for (int i = 0; i < pattern.length(); i++) {
      reached[i + 1] |= reached[i] && pattern.charAt(i) == '*';
    }
  }

  /** Whether the star at {@code i} is one of two, which slashes do not stop. */
  private boolean isAny(int i) {
    return (i + 1 < pattern.length() && pattern.charAt(i + 1) == '*')
        || (i > 0 && pattern.charAt(i - 1) == '*');
  }

  @Override
  public String toString() {
    return pattern;
  }
}
