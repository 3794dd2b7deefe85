package io.slipway.local.simulation.run;

import io.slipway.local.simulation.Blueprint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./slipway measure recovery}: how soon what was interrupted is safe again. */
@Command(
    name = "recovery",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Interrupts a canary shift and a swap in every state, at every call and at every moment",
      "of every bake, in virtual time, and prints how long it takes until customers' traffic",
      "is safe, and until the operation has ended or asks for attention. Traffic counts as safe",
      "with the last change of weights; load balancers take some seconds more to follow."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all within the bounds", "1:one was not", "2:an option is not usable"})
public final class WayBackCommand implements Callable<Integer> {

  static final Duration LONGEST_AFTER_ALARM = Duration.ofSeconds(5);
  static final Duration LONGEST_TO_SAFE = Duration.ofSeconds(60);
  static final Duration LONGEST_TO_END = Duration.ofMinutes(5);

  @Spec private CommandSpec spec;

  @Option(
      names = "--every",
      paramLabel = "N",
      description = "only each so many'th state, call and moment")
  private int every = 1;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var root = Path.of(System.getProperty("slipway.home", ""));
    var all =
        SimulateCommand.onThread(
            () -> new WayBack(new Preparation(Blueprint.read(root))).measure(every));
    Interruption.table(all).forEach(out::println);
    out.println(
        "bounds: traffic %d s after an alarm, %d s otherwise; ended %d s"
            .formatted(
                LONGEST_AFTER_ALARM.toSeconds(),
                LONGEST_TO_SAFE.toSeconds(),
                LONGEST_TO_END.toSeconds()));
    var beyond = beyond(all);
    beyond.forEach(one -> out.println("beyond: " + one));
    out.flush();
    return beyond.isEmpty() ? 0 : 1;
  }

  /** Those that took longer than they may. */
  static List<Interruption> beyond(List<Interruption> all) {
    var beyond = new ArrayList<Interruption>();
    for (var one : all) {
      var most = one.kind() == Interruption.Kind.ALARM ? LONGEST_AFTER_ALARM : LONGEST_TO_SAFE;
      if (one.traffic().compareTo(most) > 0 || one.ended().compareTo(LONGEST_TO_END) > 0) {
        beyond.add(one);
      }
    }
    return beyond;
  }
}
