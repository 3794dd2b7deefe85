package io.slipway.local.simulation.run;

import io.slipway.local.simulation.mutant.Mutants;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./slipway simulate}: runs seeds or a sweep, and prints what was found. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Runs the real handlers and state machines on a simulated account, in virtual",
      "time, lets calls, tasks, events and targets go wrong, and checks what must hold.",
      "The same seed is the same run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every rule held in every run",
      "1:a rule was broken, a cell was empty, or two runs of a seed differed",
      "2:an option is not usable"
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final int MOST_TOLD = 20;
  private static final int RERUN_OF = 20;
  private static final int LONGEST_TEXT = 600;

  @Spec private CommandSpec spec;
  @Mixin private Options options;

  private final Report report = new Report();
  private final Map<String, String> traces = new HashMap<>();

  @Override
  public Integer call() throws InterruptedException, IOException {
    var out = spec.commandLine().getOut();
    var root = Path.of(System.getProperty("slipway.home", ""));
    if (options.lines) {
      here(root, outcome -> line(out, outcome));
      return 0;
    }
    if (!options.mutants.isEmpty()) {
      return hunt(out, root);
    }
    long began = System.nanoTime();
    out.println("simulate " + Commit.of(root) + ", " + what());
    boolean whole = true;
    if (options.jobs > 1 && options.cell.isEmpty()) {
      whole = inProcesses();
    } else {
      here(root, this::take);
    }
    var unlike = options.determinism ? unlike() : List.<String>of();
    if (options.matrix.isPresent()) {
      Files.write(options.matrix.get(), report.matrix(), StandardCharsets.UTF_8);
    }
    return tell(out, began, whole, unlike);
  }

  private int hunt(PrintWriter out, Path root) {
    out.println("| number | bug | found by | seeds | with |");
    var wanted =
        Mutants.all().stream()
            .filter(
                mutant -> options.mutants.contains(0) || options.mutants.contains(mutant.number()))
            .toList();
    var results = new ArrayList<Hunt.Result>();
    onThread(
        () ->
            new Runner(options, root, log(out))
                .hunt(
                    wanted,
                    result -> {
                      results.add(result);
                      out.println(result.row());
                      out.flush();
                    }));
    return results.stream().allMatch(Hunt.Result::isAsExpected) ? 0 : 1;
  }

  private String what() {
    return options
        .cell
        .map(cell -> "cell " + cell)
        .orElse(
            switch (options.sweep) {
              case RANDOM -> "seeds " + options.seeds;
              case SINGLE -> "every fault at every place";
              case PAIRS -> "pairs of faults, seed " + options.seeds;
            });
  }

  private static void line(PrintWriter out, Outcome outcome) {
    out.println(Json.text(outcome));
    out.flush();
  }

  private synchronized void take(Outcome outcome) {
    report.add(outcome);
    traces.put(outcome.value(), outcome.trace());
    if (options.log) {
      spec.commandLine().getOut().println("trace " + outcome.trace());
    }
  }

  /** On a thread that hands over to handlers without the operating system. */
  private void here(Path root, Consumer<Outcome> outcomes) {
    onThread(() -> new Runner(options, root, log(spec.commandLine().getOut())).run(outcomes));
  }

  private Consumer<String> log(PrintWriter out) {
    return options.log ? out::println : null;
  }

  private static void onThread(Runnable work) {
    var unused =
        onThread(
            () -> {
              work.run();
              return true;
            });
  }

  /** Runs {@code work} on a thread that hands over to others without the operating system. */
  static <T> T onThread(Supplier<T> work) {
    var done = new CompletableFuture<T>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                done.complete(work.get());
              } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
              }
            });
    return done.join();
  }

  private boolean inProcesses() throws InterruptedException {
    var children = new ArrayList<Child>();
    for (int i = 0; i < options.jobs; i++) {
      children.add(Child.start(options.forPart(new Part(i, options.jobs)), this::take));
    }
    boolean whole = true;
    for (var child : children) {
      whole &= child.finish();
    }
    return whole;
  }

  /** The seeds that another process runs otherwise. */
  private List<String> unlike() throws InterruptedException {
    var some =
        traces.keySet().stream()
            .filter(value -> value.matches("-?\\d+"))
            .map(Long::parseLong)
            .filter(seed -> seed % RERUN_OF == 0)
            .map(String::valueOf)
            .sorted()
            .toList();
    if (some.isEmpty()) {
      return List.of();
    }
    var again = new HashMap<String, String>();
    var child =
        Child.start(
            List.of("--seeds", String.join(",", some)),
            outcome -> again.put(outcome.value(), outcome.trace()));
    boolean whole = child.finish();
    spec.commandLine().getOut().println("run again in another process: " + again.size());
    return whole
        ? some.stream().filter(seed -> !traces.get(seed).equals(again.get(seed))).toList()
        : List.of("the other process has failed");
  }

  private int tell(PrintWriter out, long began, boolean whole, List<String> unlike) {
    report.lines().forEach(out::println);
    var unexpected = report.failed().stream().filter(outcome -> !isPlanted(outcome)).toList();
    boolean blind = options.mustFail && !plantedAreReported();
    unexpected.stream().limit(MOST_TOLD).forEach(outcome -> tell(out, outcome));
    if (unexpected.size() > MOST_TOLD) {
      out.println(
          "… and others: "
              + unexpected.stream()
                  .skip(MOST_TOLD)
                  .map(Outcome::value)
                  .collect(Collectors.joining(" ")));
    }
    report.empty().forEach(cell -> out.println("empty cell: " + cell));
    unlike.forEach(seed -> out.println("another trace in another process: " + seed));
    if (blind) {
      out.println("INVALID: planted violations were not reported, or others were");
    }
    if (!whole) {
      out.println("INVALID: a process has failed");
    }
    out.printf(
        "violations %d %s, empty cells %d, unlike %d; %d s, %.0f s of processor time here%n",
        unexpected.size(),
        report.broken(),
        report.empty().size(),
        unlike.size(),
        (System.nanoTime() - began) / 1_000_000_000,
        processorSeconds());
    out.flush();
    return unexpected.isEmpty() && report.empty().isEmpty() && unlike.isEmpty() && whole && !blind
        ? 0
        : 1;
  }

  private static double processorSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }

  /** Whether the only thing found is what was planted. */
  private static boolean isPlanted(Outcome outcome) {
    return outcome.violations().stream().allMatch(found -> found.rule().equals(MustFail.ID));
  }

  private boolean plantedAreReported() {
    var planted =
        traces.keySet().stream()
            .map(Long::parseLong)
            .filter(MustFail::isPlanted)
            .map(String::valueOf)
            .collect(Collectors.toSet());
    var reported =
        report.failed().stream()
            .filter(
                outcome ->
                    outcome.violations().stream()
                        .anyMatch(found -> found.rule().equals(MustFail.ID)))
            .map(Outcome::value)
            .collect(Collectors.toSet());
    return planted.equals(reported);
  }

  private static void tell(PrintWriter out, Outcome outcome) {
    out.println(
        "VIOLATION; replay: ./slipway simulate %s '%s' --log"
            .formatted(outcome.option(), outcome.value()));
    out.println("  struck: " + outcome.fired());
    for (var violation : outcome.violations().stream().limit(3).toList()) {
      var text = violation.toString();
      out.println(
          "  " + (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text));
    }
  }
}
