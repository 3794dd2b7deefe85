package io.slipway.local.simulation.run;

import io.slipway.local.account.throttling.Quota;
import io.slipway.local.account.throttling.TokenBuckets;
import io.slipway.local.simulation.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of applications that were deployed at once.
 *
 * @param alone what one deploy takes where nothing else goes on
 * @param counts what became of all calls, those of schedules and of further attempts included
 * @param asked again, by callers who were told 429 or 503
 * @param retries of the SDK
 * @param givenUp calls that were throttled after all of the SDK's attempts
 * @param tasks that state machines scheduled, each attempt counted
 */
record LoadResult(
    int applications,
    Alone alone,
    Map<Quota, TokenBuckets.Count> counts,
    long asked,
    long retries,
    long givenUp,
    List<Ended> ended,
    long tasks,
    List<Violation> violations) {

  private static final double MILLIS = 1_000;

  /**
   * One deploy by itself, without a throttle.
   *
   * @param calls how many it makes of each quota
   * @param took from the request to its end
   */
  record Alone(Map<Quota, Long> calls, Duration took) {}

  /** How one deploy ended, and how long after the moment at which all were asked for. */
  record Ended(String state, Duration after) {}

  LoadResult(
      int applications,
      Alone alone,
      Map<Quota, TokenBuckets.Count> counts,
      long asked,
      long retries,
      long givenUp,
      List<Ended> ended,
      long tasks) {
    this(applications, alone, counts, asked, retries, givenUp, ended, tasks, List.of());
  }

  LoadResult with(List<Violation> found) {
    return new LoadResult(
        applications, alone, counts, asked, retries, givenUp, ended, tasks, List.copyOf(found));
  }

  /** From the requests to the end of the last. */
  double seconds() {
    return part(1);
  }

  private double part(double share) {
    var sorted = ended.stream().map(Ended::after).sorted().toList();
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, index)).toMillis() / MILLIS;
  }

  private double least(Quota quota) {
    return quota.leastSeconds(alone.calls().get(quota) * applications);
  }

  private double narrowest() {
    return alone.calls().keySet().stream().mapToDouble(this::least).max().orElse(0);
  }

  /**
   * What the buckets allow: as long as the narrowest of them takes to let through what so many
   * deploys call, each by itself and never twice, and then as long as one deploy takes alone.
   */
  double leastSeconds() {
    return narrowest() + alone.took().toMillis() / MILLIS;
  }

  double ratio() {
    return seconds() / leastSeconds();
  }

  boolean allSucceeded() {
    return ended.size() == applications
        && ended.stream().allMatch(one -> one.state().equals("SUCCEEDED"));
  }

  /** As text, a table and some lines. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("| quota | burst, a second | one deploy | must take | calls | throttled |");
    lines.add("| --- | ---: | ---: | ---: | ---: | ---: |");
    counts.forEach(
        (quota, count) -> {
          long needed = alone.calls().get(quota);
          if (count.passed() > 0 || needed > 0) {
            lines.add(
                "| %s%s | %d, %s | %d | %.0f s | %d | %d |"
                    .formatted(
                        quota.name(),
                        quota.source() == Quota.Source.ASSUMED ? " (assumed)" : "",
                        quota.burst(),
                        quota.perSecond() % 1 == 0
                            ? Long.toString((long) quota.perSecond())
                            : Double.toString(quota.perSecond()),
                        needed,
                        least(quota),
                        count.passed(),
                        count.refused()));
          }
        });
    var states = new TreeMap<String, Integer>();
    ended.forEach(one -> states.merge(one.state(), 1, Integer::sum));
    lines.add("");
    lines.add("ended: " + states + " of " + applications);
    lines.add(
        "the last after %.0f s (half of them after %.0f s, 99 %% after %.0f s)"
            .formatted(seconds(), part(0.5), part(0.99)));
    lines.add(
        "the narrowest bucket takes %.0f s, one deploy alone %.0f s: %.2f times both together"
            .formatted(narrowest(), alone.took().toMillis() / MILLIS, ratio()));
    lines.add(
        "requests asked again %d, the SDK's retries %d, calls given up %d, tasks %d"
            .formatted(asked, retries, givenUp, tasks));
    lines.add("violations of rules: " + violations.size());
    violations.stream().limit(5).forEach(found -> lines.add("  " + found));
    return lines;
  }
}
