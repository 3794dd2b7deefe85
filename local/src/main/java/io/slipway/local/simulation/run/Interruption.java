package io.slipway.local.simulation.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How one operation was interrupted, and how long it took to be safe again.
 *
 * @param where the state, the call, or the time
 * @param traffic until the last change of customers' weights; zero where none was needed
 * @param ended until it had ended, or asked for attention
 * @param state how it ended
 */
record Interruption(Kind kind, String where, Duration traffic, Duration ended, String state) {

  Interruption {
    if (traffic.isNegative() || ended.isNegative()) {
      throw new IllegalArgumentException(
          "safe before it was interrupted, by " + traffic + " and " + ended + ": " + where);
    }
  }

  /** What interrupts it. */
  enum Kind {
    ABORT("aborted by a caller, in every state"),
    STOP("stopped at the console, in every state"),
    CRASH("its function crashes, at every call"),
    ALARM("an alarm goes off, at every second of every bake");

    private final String told;

    Kind(String told) {
      this.told = told;
    }
  }

  /** Those of one kind. */
  static List<Interruption> of(Kind kind, List<Interruption> all) {
    return all.stream().filter(one -> one.kind() == kind).toList();
  }

  /** A table of what was measured. */
  static List<String> table(List<Interruption> all) {
    var lines = new ArrayList<String>();
    lines.add(
        "| interrupted | runs | traffic safe: least | median | most | ended: least | median | most"
            + " | as |");
    lines.add("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    for (var kind : Kind.values()) {
      var some = of(kind, all);
      if (!some.isEmpty()) {
        var states = new TreeMap<String, Integer>();
        some.forEach(one -> states.merge(one.state(), 1, Integer::sum));
        lines.add(
            "| %s | %d | %s | %s | %s |"
                .formatted(
                    kind.told,
                    some.size(),
                    range(some.stream().map(Interruption::traffic).sorted().toList()),
                    range(some.stream().map(Interruption::ended).sorted().toList()),
                    states));
      }
    }
    return lines;
  }

  private static String range(List<Duration> sorted) {
    return "%.1f s | %.1f s | %.1f s"
        .formatted(
            seconds(sorted.getFirst()),
            seconds(sorted.get(sorted.size() / 2)),
            seconds(sorted.getLast()));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
