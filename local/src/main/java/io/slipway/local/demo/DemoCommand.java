package io.slipway.local.demo;

import io.slipway.local.Setup;
import io.slipway.local.http.HttpFront;
import io.slipway.local.web.WebClient;
import io.slipway.local.web.WebFront;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./slipway demo}: plays the story on a Slipway of its own, and shows it. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Plays a story on a Slipway of its own: an application goes from 1.0.0 to",
      "2.0.1 and back, two bad releases are stopped, everything is deleted.",
      "Customers' requests are counted all the while. Ctrl-C stops it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything went as told, and no request failed",
      "1:something did not",
      "2:an option is not usable",
      "130:stopped by Ctrl-C"
    })
public final class DemoCommand implements Callable<Integer> {

  private static final double SLOWEST = 1;
  private static final double FASTEST = 200;

  @Spec private CommandSpec spec;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      description = "how many seconds of the account pass in a second: 1 to 200")
  private double speed = 20;

  @Option(names = "--fast", description = "as fast as it goes, to see only how it ends")
  private boolean fast;

  @Override
  public Integer call() {
    if (!(speed >= SLOWEST && speed <= FASTEST)) {
      throw new ParameterException(spec.commandLine(), "--speed must be 1 to 200, but is " + speed);
    }
    var root = Path.of(System.getProperty("slipway.home", ""));
    // the process's own stream, since only that knows its encoding
    var screen = new Screen(System.out, columns(), System.getenv("NO_COLOR") == null);
    var setup =
        Setup.live(fast ? FASTEST : speed)
            .withRoot(root)
            .withLog((function, line) -> screen.line(function + ": " + line.strip()));
    try (var front = HttpFront.bind(0);
        var web = WebFront.bind(0);
        var slipway = setup.start();
        var customers = new WebClient(web.port())) {
      front.serve(slipway::answer);
      web.serve(slipway.account(), slipway.timeline());
      Runtime.getRuntime().addShutdownHook(new Thread(screen::close, "stop"));
      var origin = URI.create("http://127.0.0.1:" + front.port());
      return new Demo(slipway, origin, reached(customers), root, screen).play() ? 0 : 1;
    } finally {
      screen.close();
    }
  }

  private static Applications reached(WebClient customers) {
    return (host, requests) ->
        customers.get(host, requests).stream()
            .map(got -> new Applications.Served(got.status(), got.release()))
            .toList();
  }

  /** The width of the terminal, as the launcher tells it; empty where there is none. */
  private static Optional<Integer> columns() {
    return Optional.ofNullable(Integer.getInteger("slipway.columns"))
        .filter(columns -> !"dumb".equals(System.getenv("TERM")));
  }
}
