package io.slipway.local;

import io.slipway.local.http.HttpFront;
import io.slipway.local.web.WebFront;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./slipway local}: serves Slipway on this machine until it is stopped. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Runs Slipway here: the functions, state machines and template that ship, on a simulated AWS",
      "account. Ctrl-C stops it."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:an option, the data folder or template.yaml is not usable, or the port is taken",
      "130:stopped by Ctrl-C"
    })
final class LocalCommand implements Callable<Integer> {

  private static final int MOST_PORTS = 65_535;
  private static final double SLOWEST = 0.01;
  private static final double FASTEST = 1000;

  @Spec private CommandSpec spec;

  @Option(names = "--port", paramLabel = "PORT", description = "where to listen, on 127.0.0.1")
  private int port = 3000;

  @Option(
      names = "--traffic-port",
      paramLabel = "PORT",
      defaultValue = Option.NULL_VALUE,
      showDefaultValue = Visibility.NEVER,
      description =
          "where the applications' load balancer listens, on 127.0.0.1; where it is not given, the"
              + " port after PORT")
  private Integer trafficPort;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      description = "how many seconds of the account pass in a second: 0.01 to 1000")
  private double speed = 1;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "keep everything in this folder, and go on from what is there")
  private Path data;

  @Override
  public Integer call() throws InterruptedException {
    check();
    var out = spec.commandLine().getOut();
    var stopping = new AtomicBoolean();
    var front = HttpFront.bind(port);
    WebFront web = null;
    LocalSlipway slipway;
    try {
      web = WebFront.bind(trafficPort());
      slipway = setup(stopping).start();
      web.serve(slipway.account(), slipway.timeline());
    } catch (RuntimeException e) {
      front.close();
      if (web != null) {
        web.close();
      }
      throw e;
    }
    front.serve(slipway::answer);
    // What is kept is on the disk already, so that stopping is only to stop.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping.set(true);
                  front.close();
                },
                "stop"));
    greet(out, "http://127.0.0.1:" + front.port(), slipway.installed().stage(), web.port());
    new CountDownLatch(1).await();
    return 0;
  }

  private void check() {
    requirePort("--port", port);
    if (trafficPort != null) {
      requirePort("--traffic-port", trafficPort);
    }
    if (!(speed >= SLOWEST && speed <= FASTEST)) {
      throw new ParameterException(
          spec.commandLine(), "--speed must be 0.01 to 1000, but is " + speed);
    }
  }

  private void requirePort(String option, int given) {
    if (given < 0 || given > MOST_PORTS) {
      throw new ParameterException(
          spec.commandLine(), option + " must be 0 (any that is free) to 65535, but is " + given);
    }
  }

  private int trafficPort() {
    if (trafficPort != null) {
      return trafficPort;
    }
    return port == 0 || port == MOST_PORTS ? 0 : port + 1;
  }

  private Setup setup(AtomicBoolean stopping) {
    var err = spec.commandLine().getErr();
    var setup =
        Setup.live(speed)
            .withRoot(Path.of(System.getProperty("slipway.home", "")))
            .withLog(
                (function, line) -> {
                  if (!stopping.get()) {
                    err.println(function + ": " + line.strip());
                  }
                });
    return Optional.ofNullable(data).map(setup::withData).orElse(setup);
  }

  private static void greet(PrintWriter out, String origin, String stage, int traffic) {
    var api = origin + "/" + stage;
    out.println("Slipway is ready on " + api);
    out.println("The applications' load balancer is on http://127.0.0.1:" + traffic);
    out.println();
    out.println("Create an application:");
    out.println(
        "  curl -s "
            + api
            + "/stacks -H 'Content-Type: application/json' -d '"
            + "{\"applicationName\": \"hello\", \"email\": \"you@example.com\"}'");
    out.println("Look at it once something is deployed:");
    out.println("  curl -s -H 'Host: hello-dev.slipway.test' http://127.0.0.1:" + traffic + "/");
    out.println("What else there is:");
    out.println("  curl -s " + origin + "/local/");
    out.flush();
  }
}
