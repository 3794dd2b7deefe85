package io.slipway.local.simulation.run;

import io.slipway.domain.Strategy;
import io.slipway.local.simulation.Blueprint;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./slipway measure history}: how long the history of the longest operation gets. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the longest canary shift that a request can ask for, in virtual time: as many steps",
      "as are allowed, each with an approval and with three further bakes. Prints how many events",
      "its execution has, and how long the largest input or output of a state is."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:both within the bounds", "1:one was not", "2:an option is not usable"})
public final class HistoryCommand implements Callable<Integer> {

  static final int MOST_EVENTS = 2_000;
  static final int MOST_CHARACTERS = 64 * 1024;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var root = Path.of(System.getProperty("slipway.home", ""));
    var size =
        SimulateCommand.onThread(
            () ->
                new History(new Preparation(Blueprint.read(root)))
                    .measure(Strategy.MOST_STEPS - 1, 1));
    out.printf(
        "%d steps and all traffic, %s after %.1f days: %d events in %d executions, %d in the longest"
            + " (at most %d), largest %d characters (at most %d)%n",
        size.steps(),
        size.state(),
        size.took().toMinutes() / 1_440.0,
        size.all(),
        size.executions(),
        size.events(),
        MOST_EVENTS,
        size.largest(),
        MOST_CHARACTERS);
    out.flush();
    return isSmall(size) ? 0 : 1;
  }

  static boolean isSmall(History.Size size) {
    return size.events() <= MOST_EVENTS && size.largest() <= MOST_CHARACTERS;
  }
}
