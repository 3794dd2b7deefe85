package traffic;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long requests took, in tenths of a millisecond up to four seconds. */
final class Latencies {
  private static final int TENTH_OF_A_MILLISECOND = 100_000;

  private final AtomicLongArray counts = new AtomicLongArray(40_000);

  void add(long nanos) {
    counts.incrementAndGet((int) Math.min(counts.length() - 1, nanos / TENTH_OF_A_MILLISECOND));
  }

  /** Within how many milliseconds this share of them was answered. */
  String part(double share) {
    long all = 0;
    for (int i = 0; i < counts.length(); i++) {
      all += counts.get(i);
    }
    long seen = 0;
    for (int i = 0; i < counts.length(); i++) {
      seen += counts.get(i);
      if (seen >= all * share) {
        return "%.1f".formatted((i + 1) / 10.0);
      }
    }
    return "-";
  }
}
