package io.slipway.local.demo;

import io.slipway.local.LocalSlipway;
import io.slipway.local.demo.Screen.Ink;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** The story with what is said before and after it. */
final class Demo {

  private final Screen screen;
  private final Drawing drawing;
  private final Traffic traffic;
  private final Clock clock;
  private final Story story;

  /**
   * @param origin where {@code slipway} serves HTTP
   * @param applications how customers reach what is deployed
   * @param root the folder with {@code events/}
   */
  Demo(LocalSlipway slipway, URI origin, Applications applications, Path root, Screen screen) {
    var client = new Client(origin);
    this.screen = screen;
    this.drawing = new Drawing(screen);
    this.traffic = new Traffic(applications);
    this.clock = slipway.timeline().clock();
    var stage = slipway.installed().stage();
    var operator = new Operator(client, stage, clock, slipway.pause(), screen, traffic);
    this.story = new Story(new Bodies(root.resolve("events/api")), operator, traffic, screen);
  }

  /** Plays it; says whether everything went as told. */
  boolean play() {
    var began = clock.instant();
    var signs = screen.signs();
    screen.line(
        screen.ink(Ink.BOLD, "Slipway demo")
            + ": an application goes from 1.0.0 to 2.0.1, and back");
    screen.line(
        "%s is an HTTP call, %s its answer, %s or %s how the operation ended."
            .formatted("$", signs.arrow(), signs.good(), signs.bad()));
    boolean asTold = story.play();
    screen.line("");
    drawing.table(traffic).forEach(screen::line);
    screen.line("");
    verdict(asTold, began);
    screen.line("  Now you:  ./slipway local");
    return asTold;
  }

  Traffic traffic() {
    return traffic;
  }

  private void verdict(boolean asTold, Instant began) {
    var passed = Drawing.clock(Duration.between(began, clock.instant()));
    var failures = traffic.failures();
    var failed =
        failures.isEmpty()
            ? "none failed"
            : failures.entrySet().stream()
                .map(failure -> failure.getValue() + " got " + failure.getKey())
                .collect(Collectors.joining(", "));
    screen.paragraph(
        asTold ? Ink.GOOD : Ink.BAD,
        asTold ? screen.signs().good() : screen.signs().bad(),
        "%s: of %d requests in %s of the account's time %s."
            .formatted(
                asTold ? "All went as told" : "Not all went as told",
                traffic.all(),
                passed,
                failed),
        3);
  }
}
