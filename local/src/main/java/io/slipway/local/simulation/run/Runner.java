package io.slipway.local.simulation.run;

import io.slipway.local.simulation.Blueprint;
import io.slipway.local.simulation.invariant.Invariant;
import io.slipway.local.simulation.invariant.Rules;
import io.slipway.local.simulation.mutant.Mutant;
import io.slipway.local.simulation.mutant.Variation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs what the options say, in this process and thread. */
final class Runner {

  private final Options options;
  private final Consumer<String> log;
  private final Preparation preparation;

  Runner(Options options, Path root, Consumer<String> log) {
    this.options = options;
    this.log = log;
    this.preparation = new Preparation(Blueprint.read(root));
  }

  void run(Consumer<Outcome> outcomes) {
    long end = System.nanoTime() + (long) (options.minutes * 60e9);
    BooleanSupplier over = () -> options.minutes > 0 && System.nanoTime() - end > 0;
    var part = Part.of(options.part);
    var cases = new SweepCases(preparation);
    if (options.cell.isPresent()) {
      outcomes.accept(course().run(cases.of(options.cell.get())));
      return;
    }
    switch (options.sweep) {
      case RANDOM -> random(part, over, outcomes);
      case SINGLE ->
          new Sweep(cases, course(), part).single(options.only, options.every, over, outcomes);
      case PAIRS ->
          new Sweep(cases, course(), part)
              .pairs(new Seeds(options.seeds).all().findFirst().orElseThrow(), over, outcomes);
    }
  }

  private void random(Part part, BooleanSupplier over, Consumer<Outcome> outcomes) {
    var cases = new RandomCases(preparation);
    var seeds = new Seeds(options.seeds).all().filter(part::has).iterator();
    while (seeds.hasNext() && !over.getAsBoolean()) {
      long seed = seeds.nextLong();
      boolean planted = options.mustFail && MustFail.isPlanted(seed);
      outcomes.accept(course(planted, () -> Variation.NONE).run(cases.of(seed)));
    }
  }

  /** Hunts planted bugs with the seeds, or the cell, of the options. */
  void hunt(List<Mutant> mutants, Consumer<Hunt.Result> results) {
    new Hunt(variation -> course(false, variation)).hunt(mutants, hunted(), results);
  }

  private Stream<Supplier<Case>> hunted() {
    var cells = new SweepCases(preparation);
    var seeds = new RandomCases(preparation);
    return options.cell.isPresent()
        ? Stream.of(() -> cells.of(options.cell.get()))
        : new Seeds(options.seeds).all().mapToObj(seed -> () -> seeds.of(seed));
  }

  private Course course() {
    return course(false, () -> Variation.NONE);
  }

  private Course course(boolean planted, Supplier<Variation> variation) {
    return new Course(preparation.blueprint, () -> rules(planted), variation, log);
  }

  private static List<Invariant> rules(boolean planted) {
    var rules = new ArrayList<Invariant>();
    if (planted) {
      rules.add(new MustFail());
    }
    rules.addAll(Rules.fresh());
    return rules;
  }
}
