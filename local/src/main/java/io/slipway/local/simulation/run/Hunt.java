package io.slipway.local.simulation.run;

import io.slipway.local.simulation.Violation;
import io.slipway.local.simulation.mutant.Mutant;
import io.slipway.local.simulation.mutant.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Runs planted bugs under one seed after the other until a rule finds them. A seed that finds
 * something without a bug is left out.
 */
final class Hunt {

  private final Function<Supplier<Variation>, Course> courses;
  private final RandomCases cases;

  /**
   * @param courses makes the course of runs that differ in this
   */
  Hunt(Function<Supplier<Variation>, Course> courses, RandomCases cases) {
    this.courses = courses;
    this.cases = cases;
  }

  /**
   * How a hunt has ended.
   *
   * @param runs how many seeds it took, the last included, without those left out
   * @param found what the last of them found; empty where none did
   */
  record Result(Mutant mutant, long runs, Optional<Outcome> found) {

    /** The rules that were broken, each once. */
    List<String> rules() {
      return found.stream()
          .flatMap(outcome -> outcome.violations().stream())
          .map(Violation::rule)
          .distinct()
          .sorted()
          .toList();
    }

    /** Whether one of the rules was broken that were expected to be. */
    boolean isAsExpected() {
      return rules().stream().anyMatch(mutant.caughtBy()::contains);
    }

    /** As a row of a table. */
    String row() {
      return "| %d | %s | %s | %s | %s |"
          .formatted(
              mutant.number(),
              mutant.name(),
              found.isEmpty()
                  ? mutant.caughtBy().stream().sorted().collect(Collectors.joining(", ")) + " ?"
                  : String.join(", ", rules()) + (isAsExpected() ? "" : " (unexpected)"),
              found.map(outcome -> Long.toString(runs)).orElse("not in " + runs),
              found.map(Outcome::value).orElse(""));
    }
  }

  /** Hunts all of them at once, seed by seed; tells each result as soon as there is one. */
  void hunt(List<Mutant> mutants, Seeds seeds, Consumer<Result> results) {
    var open = new ArrayList<>(mutants);
    var shipped = courses.apply(() -> Variation.NONE);
    long runs = 0;
    for (var all = seeds.all().iterator(); all.hasNext() && !open.isEmpty(); ) {
      long seed = all.nextLong();
      if (!shipped.run(cases.of(seed)).violations().isEmpty()) {
        continue;
      }
      runs++;
      for (var mutant : List.copyOf(open)) {
        var outcome = courses.apply(mutant::variation).run(cases.of(seed));
        if (!outcome.violations().isEmpty()) {
          open.remove(mutant);
          results.accept(new Result(mutant, runs, Optional.of(outcome)));
        }
      }
    }
    for (var mutant : open) {
      results.accept(new Result(mutant, runs, Optional.empty()));
    }
  }
}
