package io.slipway.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.demo.Screen.Ink;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Does what a person would: makes the calls, follows the operations, shows both. */
final class Operator {

  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int REQUESTS_A_LOOK = 4;
  private static final int LONGEST_REASON = 8;
  private static final Duration LONGEST = Duration.ofMinutes(60);

  private final Client client;
  private final String stage;
  private final Clock clock;
  private final Platform.Pause pause;
  private final Screen screen;
  private final Drawing drawing;
  private final Traffic traffic;

  /** Two releases between which an operation moves the traffic. */
  record Between(String from, String to) {}

  /** What a share of the traffic has been since. */
  private record Share(int percent, Instant since, Traffic.Count count) {}

  /**
   * @param clock of the account
   * @param pause lets the account's time pass
   */
  Operator(
      Client client,
      String stage,
      Clock clock,
      Platform.Pause pause,
      Screen screen,
      Traffic traffic) {
    this.pause = pause;
    this.client = client;
    this.stage = stage;
    this.clock = clock;
    this.screen = screen;
    this.drawing = new Drawing(screen);
    this.traffic = traffic;
  }

  /** Asks for an operation that moves no traffic, and follows it until it ends as expected. */
  Look asks(String method, String path, JsonNode body, String expected) {
    var look = follow(start(method, path, body));
    return ended(look, expected);
  }

  /**
   * Asks for an operation that moves traffic, and follows it until it ends as expected.
   *
   * @param phase what requests are counted under from the first shift on
   * @param meanwhile is told each look at the operation
   */
  Look moves(
      String path,
      JsonNode body,
      Between between,
      String phase,
      String expected,
      Consumer<Look> meanwhile) {
    var operation = start("POST", path, body);
    var look = look(operation);
    Optional<Share> share = Optional.empty();
    while (true) {
      var percent = look.share();
      if (percent.isPresent() && !share.map(Share::percent).equals(percent)) {
        share.ifPresent(before -> screen.line(split(before, between)));
        var name = body.has("strategy") ? "%s: %3d %%".formatted(phase, percent.get()) : phase;
        share = Optional.of(new Share(percent.get(), clock.instant(), traffic.phase(name)));
      }
      meanwhile.accept(look);
      if (look.ended()) {
        break;
      }
      screen.live(progress(look, share, between));
      look = look(operation);
    }
    share
        .filter(last -> last.count().all() > 0)
        .ifPresent(last -> screen.line(split(last, between)));
    return ended(look, expected);
  }

  /** Lets some of the account's time pass, with customers' requests. */
  void waits(Duration time) {
    var until = clock.instant().plus(time);
    while (clock.instant().isBefore(until)) {
      traffic.send(REQUESTS_A_LOOK);
      try {
        pause.forAWhile(Duration.ofSeconds(1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while time passes", e);
      }
    }
  }

  /**
   * Makes a call of local mode, which is answered at once, and shows it.
   *
   * @param inPlaceOf what does the same in a real account
   */
  void tells(String path, JsonNode body, String inPlaceOf) {
    shown(
        "POST",
        path,
        body,
        " #" + Wrapping.KEPT_SPACE + inPlaceOf.replace(' ', Wrapping.KEPT_SPACE));
    var reply = client.send("POST", path, body);
    if (reply.status() != OK) {
      throw refused(reply);
    }
  }

  /** Reads from the API, without showing it. */
  Client.Reply reads(String path) {
    return client.get("/" + stage + path);
  }

  /** Reads what local mode tells, without showing it. */
  JsonNode sees(String path) {
    return client.get("/local" + path).body();
  }

  Instant now() {
    return clock.instant();
  }

  private String start(String method, String path, JsonNode body) {
    shown(method, path, body, "");
    var reply = client.send(method, "/" + stage + path, body);
    if (reply.status() != ACCEPTED) {
      throw refused(reply);
    }
    var message = reply.body().path("message").asText().split("\\. ", 2)[0];
    screen.paragraph(Ink.PLAIN, screen.signs().arrow(), "202 " + message, 2);
    return reply.body().path("links").path("operation").asText();
  }

  private static NotAsTold refused(Client.Reply reply) {
    return new NotAsTold(reply.status() + " " + reply.body().path("errorMessage").asText());
  }

  private void shown(String method, String path, JsonNode body, String remark) {
    screen.paragraph(Ink.BOLD, "$", method + " " + path + " " + Client.typed(body) + remark, 2);
  }

  private Look follow(String operation) {
    var look = look(operation);
    while (!look.ended()) {
      screen.live(List.of(drawing.waiting(since(look.startedAt()), look.message())));
      look = look(operation);
    }
    return look;
  }

  /** Lets a second of the account's time pass, with customers' requests, unless it ends before. */
  private Look look(String operation) {
    traffic.send(REQUESTS_A_LOOK);
    var reply = client.get(operation + "?wait=1");
    var look = new Look(reply.body());
    if (reply.status() != OK) {
      throw new NotAsTold("GET " + operation + " got " + reply.status() + " " + reply.body());
    }
    if (since(look.startedAt()).compareTo(LONGEST) > 0) {
      throw new NotAsTold("it does not end: " + look.message());
    }
    return look;
  }

  private List<String> progress(Look look, Optional<Share> share, Between between) {
    return share
        .map(
            now ->
                List.of(
                    split(now, between),
                    drawing.watching(since(now.since()), look.watched(now.percent()), told(look))))
        .orElseGet(() -> List.of(drawing.waiting(since(look.startedAt()), look.message())));
  }

  /** What it does, without until when: that is drawn. */
  private static String told(Look look) {
    return look.message().split(";", 2)[0];
  }

  private String split(Share share, Between between) {
    return drawing.split(share.percent(), between.from(), between.to(), share.count());
  }

  private Look ended(Look look, String expected) {
    boolean asTold = look.state().equals(expected);
    boolean well = look.state().equals("SUCCEEDED");
    screen.paragraph(
        asTold ? Ink.GOOD : Ink.BAD,
        asTold ? screen.signs().good() : screen.signs().bad(),
        "%s%s after %s: %s"
            .formatted(
                look.state(),
                asTold && !well ? ", as it should," : "",
                Drawing.clock(look.took()),
                look.message()),
        well ? 2 : LONGEST_REASON);
    if (!asTold) {
      throw new NotAsTold("it should have been " + expected);
    }
    return look;
  }

  private Duration since(Instant then) {
    return Duration.between(then, clock.instant());
  }
}
