package io.slipway.local.simulation.run;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./slipway simulate}. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "Runs Slipway under seeds, with faults, and checks what must hold.")
public final class SimulateCommand implements Callable<Integer> {

  @Option(names = "--seeds", paramLabel = "A..B", description = "which seeds: 1..1000")
  private String seeds = "1..100";

  @Override
  public Integer call() throws InterruptedException {
    var root = Path.of(System.getProperty("slipway.home", ""));
    var bounds = seeds.split("\\.\\.");
    long from = Long.parseLong(bounds[0]);
    long to = Long.parseLong(bounds[bounds.length - 1]);
    var failed = new int[1];
    var thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  long begin = System.nanoTime();
                  var run = new SeedRun(new Preparation(root), List::of);
                  System.out.println("prepared in " + (System.nanoTime() - begin) / 1_000_000);
                  begin = System.nanoTime();
                  long calls = 0;
                  long hours = 0;
                  int voids = 0;
                  int fired = 0;
                  int ops = 0;
                  for (long seed = from; seed <= to; seed++) {
                    var outcome = run.run(seed);
                    calls += outcome.calls();
                    hours += outcome.virtual().toMinutes();
                    fired += outcome.fired().size();
                    ops += outcome.operations();
                    voids += outcome.isVoid() ? 1 : 0;
                    for (var violation : outcome.violations()) {
                      failed[0]++;
                      System.out.println(seed + " " + violation + " after " + outcome.fired());
                    }
                  }
                  System.out.printf(
                      "%d runs, %d ms, %d calls, %d h, %d void, %d fired, %d operations, %d"
                          + " violations%n",
                      to - from + 1,
                      (System.nanoTime() - begin) / 1_000_000,
                      calls,
                      hours / 60,
                      voids,
                      fired,
                      ops,
                      failed[0]);
                });
    thread.join();
    return failed[0] == 0 ? 0 : 1;
  }
}
