package io.slipway.spec.shape;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody may have meant who mistyped a name. */
public final class Nearest {

  private static final int LONGEST = 64;

  private Nearest() {}

  /**
   * The one of {@code known} with the fewest edits to {@code name}, case and separators aside;
   * empty where more than a third of the letters differ.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    var meant = plain(name);
    if (meant.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .min(Comparator.comparingInt(candidate -> edits(meant, plain(candidate))))
        .filter(
            candidate ->
                edits(meant, plain(candidate))
                    <= Math.max(1, Math.max(meant.length(), plain(candidate).length()) / 3));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /**
   * Letters to add, remove, replace or exchange with their neighbour (optimal string alignment).
   */
  private static int edits(String one, String other) {
    int[][] costs = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        costs[i][j] = i == 0 || j == 0 ? i + j : cheapest(costs, one, other, i, j);
      }
    }
    return costs[one.length()][other.length()];
  }

  private static int cheapest(int[][] costs, String one, String other, int i, int j) {
    int replaced = costs[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
    int cheapest = Math.min(replaced, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
    boolean exchanged =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return exchanged ? Math.min(cheapest, costs[i - 2][j - 2] + 1) : cheapest;
  }
}
