package io.slipway.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An operation as {@code GET /operations/{operationId}} shows it at one moment. */
record Look(JsonNode page) {

  String state() {
    return page.path("state").asText();
  }

  boolean ended() {
    return !state().equals("RUNNING");
  }

  /** How it ended, or what it waits for. */
  String message() {
    var waitingFor = page.path("waitingFor").asText("");
    return ended() || waitingFor.isEmpty() ? page.path("message").asText() : waitingFor;
  }

  Instant startedAt() {
    return Instant.parse(page.path("startedAt").asText());
  }

  /** How long it ran; only where it has ended. */
  Duration took() {
    return Duration.between(startedAt(), Instant.parse(page.path("endedAt").asText()));
  }

  /** Percent of the traffic that it has moved; empty before it has moved any. */
  Optional<Integer> share() {
    Optional<Integer> share = Optional.empty();
    for (var step : page.path("steps")) {
      if (step.path("outcome").asText().equals("DONE")) {
        switch (step.path("state").asText()) {
          case "ShiftTraffic" ->
              share =
                  Optional.of(
                      Integer.valueOf(step.path("scope").asText().replace("%", "").strip()));
          case "RestoreTraffic" -> share = Optional.of(0);
          default -> {}
        }
      }
    }
    return share;
  }

  /** How long a share of {@code weight} percent is watched. */
  Duration watched(int weight) {
    for (var step : page.path("request").path("strategy")) {
      if (step.path("weight").asInt() == weight) {
        return Duration.ofSeconds(step.path("wait").asInt());
      }
    }
    return Duration.ofSeconds(weight == 100 ? page.path("request").path("bake").asInt() : 0);
  }
}
