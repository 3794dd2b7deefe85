package traffic;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** How often what has happened; counted by many threads. */
final class Tally {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  void count(String what) {
    counts.computeIfAbsent(what, unused -> new LongAdder()).increment();
  }

  long sum(Predicate<String> of) {
    return counts.entrySet().stream()
        .filter(entry -> of.test(entry.getKey()))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  void print() {
    System.out.println();
    new TreeMap<>(counts)
        .forEach((what, count) -> System.out.printf("%8d  %s%n", count.sum(), what));
  }
}
