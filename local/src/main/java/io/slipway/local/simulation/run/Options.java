package io.slipway.local.simulation.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What to run, as it is given at the command line. */
final class Options {

  /** The ways to choose what goes wrong. */
  enum Sweeping {
    RANDOM,
    SINGLE,
    PAIRS
  }

  @Option(names = "--seeds", paramLabel = "A..B", description = "which seeds: 1..1000, or 5,7,9")
  String seeds = "1..1000";

  @Option(
      names = "--sweep",
      paramLabel = "KIND",
      description = {
        "random: what the seeds say; single: every fault at every place;",
        "pairs: a fault, and one in what it has set off, by chance"
      })
  Sweeping sweep = Sweeping.RANDOM;

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description = "one run of a sweep, as the report names it")
  Optional<String> cell = Optional.empty();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "ends after so many minutes; 0 for not before all is done")
  double minutes;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "of a single sweep, only each so many'th cell")
  int every = 1;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "of a single sweep, only cells whose name has it in it")
  Pattern only = Pattern.compile("");

  @Option(names = "--jobs", paramLabel = "N", description = "how many processes")
  int jobs = 1;

  @Option(names = "--part", hidden = true, description = "a process's part of the work")
  String part = Part.WHOLE.toString();

  @Option(
      names = "--must-fail",
      description = "plants a violation in each thousandth seed; the run is worth nothing without")
  boolean mustFail;

  @Option(
      names = "--determinism",
      description = "runs 5 percent of the seeds again in another process, and compares")
  boolean determinism;

  @Option(
      names = "--matrix",
      paramLabel = "FILE",
      description = "writes there how often each fault has struck at each place")
  Optional<Path> matrix = Optional.empty();

  @Option(
      names = "--mutant",
      split = ",",
      paramLabel = "N",
      description = {
        "plants a bug of docs/simulation.md and runs seeds until a rule finds it; 0 for each of",
        "them"
      })
  List<Integer> mutants = List.of();

  @Option(names = "--log", description = "prints every call; for one seed or cell")
  boolean log;

  @Option(names = "--lines", hidden = true, description = "prints outcomes for another process")
  boolean lines;

  /** For a process that does one part of this. */
  List<String> forPart(Part one) {
    var arguments = new ArrayList<String>();
    arguments.addAll(List.of("--seeds", seeds, "--sweep", sweep.name()));
    arguments.addAll(List.of("--minutes", Double.toString(minutes)));
    arguments.addAll(List.of("--every", Integer.toString(every), "--part", one.toString()));
    arguments.addAll(List.of("--only", only.pattern()));
    if (mustFail) {
      arguments.add("--must-fail");
    }
    return arguments;
  }
}
