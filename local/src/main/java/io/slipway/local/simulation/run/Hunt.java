package io.slipway.local.simulation.run;

import io.slipway.local.simulation.Violation;
import io.slipway.local.simulation.mutant.Mutant;
import io.slipway.local.simulation.mutant.Variation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs planted bugs under one seed after the other until a rule finds them. A seed that finds
 * something without a bug is left out.
 */
final class Hunt {

  private final Function<Supplier<Variation>, Course> courses;

  /**
   * @param courses makes the course of runs that differ in this
   */
  Hunt(Function<Supplier<Variation>, Course> courses) {
    this.courses = courses;
  }

  /**
   * How a hunt has ended.
   *
   * @param runs how many seeds it took, the last included, without those left out
   * @param found what the last of them found, or the first that found something unexpected; empty
   *     where none did
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
              isAsExpected()
                  ? caught()
                  : "not "
                      + caught()
                      + (rules().isEmpty() ? "" : ", but " + String.join(", ", rules())),
              isAsExpected() ? Long.toString(runs) : "not in " + runs,
              found.map(Outcome::value).orElse(""));
    }

    /** The rules that have caught it; those that were expected to, where none has. */
    private String caught() {
      return mutant.caughtBy().stream()
          .filter(rule -> !isAsExpected() || rules().contains(rule))
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * Hunts all of them at once, case by case; tells each result as soon as there is one. Rules that
   * a bug is not known to break do not count: the bug is hunted on.
   *
   * @param cases each makes its case anew for every run
   */
  void hunt(List<Mutant> mutants, Stream<Supplier<Case>> cases, Consumer<Result> results) {
    var open = new ArrayList<>(mutants);
    var others = new HashMap<Mutant, Outcome>();
    var shipped = courses.apply(() -> Variation.NONE);
    long runs = 0;
    for (var all = cases.iterator(); all.hasNext() && !open.isEmpty(); ) {
      var one = all.next();
      if (!shipped.run(one.get()).violations().isEmpty()) {
        continue;
      }
      runs++;
      for (var mutant : List.copyOf(open)) {
        var result =
            new Result(mutant, runs, Optional.of(courses.apply(mutant::variation).run(one.get())));
        if (result.isAsExpected()) {
          open.remove(mutant);
          results.accept(result);
        } else if (!result.rules().isEmpty()) {
          others.putIfAbsent(mutant, result.found().orElseThrow());
        }
      }
    }
    for (var mutant : open) {
      results.accept(new Result(mutant, runs, Optional.ofNullable(others.get(mutant))));
    }
  }
}
