package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Event;
import io.slipway.store.Events;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code GET /events}: what happened to an application, newest first. */
public final class ListEvents extends Route {

  private static final int MOST = 100;
  private static final int USUAL = 50;
  private static final Pattern NEXT = Pattern.compile("[0-9TZ:.-]{24}#[0-9a-z]{26}");

  private final Events events;
  private final Applications applications;

  /** One event. */
  record Line(
      Instant time,
      String event,
      String message,
      String operation,
      Optional<String> operationId,
      String actor,
      Optional<JsonNode> details) {}

  /** One page; {@code next} is absent on the last. */
  record Page(String applicationName, List<Line> events, Optional<String> next) {}

  public ListEvents() {
    this(Platform.fromEnvironment());
  }

  public ListEvents(Platform platform) {
    this.events = new Events(platform);
    this.applications = new Applications(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of("applicationName", "from", "limit", "next"));
    var name =
        new ApplicationName(
            call.query("applicationName")
                .orElseThrow(() -> Rejected.invalid("applicationName", "is required")));
    var next = call.query("next");
    next.filter(text -> !NEXT.matcher(text).matches())
        .ifPresent(
            text -> {
              throw Rejected.invalid(
                  "next", "take it from the page before; got " + Quoted.of(text));
            });
    var page =
        events.newestFirst(
            applications.find(name).map(Application::name).orElse(name), // in the case it has
            call.query("from").map(ListEvents::time),
            call.number("limit", 1, MOST, USUAL),
            next);
    return Answer.ok(
        new Page(
            name.value(),
            page.events().stream().map(ListEvents::line).toList(),
            page.next().map(key -> link(call, name, key))));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Rejected.invalid(
          "from", "a time such as 2026-01-31T12:00:00Z is allowed, but got " + Quoted.of(text));
    }
  }

  private static String link(Call call, ApplicationName name, String key) {
    var link =
        call.stagePath()
            + "/events?applicationName="
            + name
            + "&next="
            + URLEncoder.encode(key, StandardCharsets.UTF_8);
    return call.query("limit").map(limit -> link + "&limit=" + limit).orElse(link);
  }

  private static Line line(Event event) {
    return new Line(
        event.time(),
        event.what(),
        event.message(),
        event.operation(),
        event.operationId(),
        event.actor(),
        event.details().map(text -> Json.readOwn(text, JsonNode.class)));
  }
}
