package io.slipway.local.account.kernel;

import java.util.List;
import java.util.function.Supplier;

/**
 * One page of a list, and the token that gives the next.
 *
 * @param next null on the last page
 */
public record Pages<T>(List<T> items, String next) {

  private static final String PREFIX = "page-";

  /**
   * The page of {@code all} that {@code token} names.
   *
   * @param token null for the first page
   * @param size null for {@code most}
   * @param invalid the service's error for a token that it did not give
   */
  public static <T> Pages<T> of(
      List<T> all,
      String token,
      Integer size,
      int most,
      Supplier<? extends RuntimeException> invalid) {
    int from = token == null ? 0 : position(token, all.size(), invalid);
    int to = Math.min(all.size(), from + (size == null ? most : Math.min(size, most)));
    return new Pages<>(List.copyOf(all.subList(from, to)), to < all.size() ? PREFIX + to : null);
  }

  private static int position(
      String token, int size, Supplier<? extends RuntimeException> invalid) {
    if (!token.matches(PREFIX + "\\d{1,9}")) {
      throw invalid.get();
    }
    return Math.min(size, Integer.parseInt(token.substring(PREFIX.length())));
  }
}
