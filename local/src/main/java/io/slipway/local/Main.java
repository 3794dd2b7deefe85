package io.slipway.local;

import io.slipway.local.asl.AslCommand;
import io.slipway.local.data.DataFolderRefused;
import io.slipway.local.demo.DemoCommand;
import io.slipway.local.http.PortTaken;
import io.slipway.local.simulation.run.MeasureCommand;
import io.slipway.local.simulation.run.SimulateCommand;
import io.slipway.local.template.yaml.TemplateError;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code ./slipway}: the commands that need Java. Exit code 2 says that the caller can mend it. */
@Command(
    name = "slipway",
    description = "Slipway on this machine.",
    mixinStandardHelpOptions = true,
    subcommands = {
      LocalCommand.class,
      DemoCommand.class,
      AslCommand.class,
      SimulateCommand.class,
      MeasureCommand.class
    })
public final class Main implements Runnable {

  private static final int CALLERS_MISTAKE = 2;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::refuse)
        .setExecutionExceptionHandler(Main::explain);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** One line for an option that is wrong, and where to read more. */
  private static int refuse(ParameterException wrong, String[] arguments) {
    var command = wrong.getCommandLine();
    command.getErr().println("slipway: " + wrong.getMessage());
    command.getErr().println("Try ./" + command.getCommandSpec().qualifiedName() + " --help");
    return CALLERS_MISTAKE;
  }

  /** One line for what a person can mend; all there is for what only we can. */
  private static int explain(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (error instanceof PortTaken
        || error instanceof DataFolderRefused
        || error instanceof TemplateError) {
      err.println("slipway: " + error.getMessage());
      return CALLERS_MISTAKE;
    }
    error.printStackTrace(err);
    return 1;
  }
}
