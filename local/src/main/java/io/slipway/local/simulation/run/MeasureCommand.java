package io.slipway.local.simulation.run;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./slipway measure}: figures that docs/safety.md quotes, measured in virtual time. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = "Measures, in virtual time, what docs/safety.md promises in figures.",
    subcommands = {LoadCommand.class, WayBackCommand.class, HistoryCommand.class})
public final class MeasureCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
