package io.slipway.local.simulation.run;

import io.slipway.local.account.throttling.Quotas;
import io.slipway.local.simulation.Blueprint;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./slipway measure load}: many applications deployed at once, under AWS's default
 * throttles.
 */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Has many applications deployed at the same moment, in virtual time, in a simulated",
      "account that throttles as a new one of AWS does, and prints how long that took and",
      "what the throttles allow: the time that the narrowest of them takes to let so many",
      "deploys' calls through, none made twice, and then that of one deploy alone. The same",
      "seed is the same run."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all succeeded, in at most 1.5 times what the throttles allow, and every rule held",
      "1:they did not",
      "2:an option is not usable"
    })
public final class LoadCommand implements Callable<Integer> {

  static final double MOST = 1.5;

  @Spec private CommandSpec spec;

  @Option(names = "--applications", paramLabel = "N", description = "how many of them")
  private int applications = 1_000;

  @Option(names = "--seed", paramLabel = "N", description = "of all that is by chance")
  private long seed = 1;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var blueprint = Blueprint.read(Path.of(System.getProperty("slipway.home", "")));
    var result =
        SimulateCommand.onThread(
            () -> new Load(applications, seed, blueprint, Quotas.defaults()).run());
    result.lines().forEach(out::println);
    out.flush();
    return result.allSucceeded() && result.ratio() <= MOST && result.violations().isEmpty() ? 0 : 1;
  }
}
