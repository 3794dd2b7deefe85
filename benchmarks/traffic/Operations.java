package traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.LocalSlipway;
import io.slipway.local.http.HttpAnswer;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Starts operations as a patient caller does, and follows them to their ends. */
final class Operations {

  private static final int ATTEMPTS = 50;

  private final LocalSlipway slipway;

  Operations(LocalSlipway slipway) {
    this.slipway = slipway;
  }

  /** The state in which it ended. */
  String run(String path, JsonNode body) {
    return run(path, body, operation -> {});
  }

  /**
   * The state in which it ended.
   *
   * @param meanwhile gets its id once it has started
   */
  String run(String path, JsonNode body, Consumer<String> meanwhile) {
    var key = Map.of("idempotency-key", "key-" + ThreadLocalRandom.current().nextLong());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var answer = slipway.call("POST", path, Json.text(body), key);
      if (answer.status() == 202) {
        var operation = answer.json().path("operationId").asText();
        meanwhile.accept(operation);
        return follow(operation);
      }
      if (answer.status() < 500 && answer.status() != 409 && answer.status() != 429) {
        throw new IllegalStateException(path + ": " + answer.text());
      }
      pause(Duration.ofSeconds(5));
    }
    return "not started";
  }

  private String follow(String operation) {
    while (true) {
      var page = slipway.call("GET", "/operations/" + operation + "?wait=20", "");
      var state = ended(page);
      if (state.isPresent()) {
        if (!Set.of("SUCCEEDED", "ABORTED", "ROLLED_BACK").contains(state.get())) {
          System.out.println(state.get() + ": " + page.json().path("message").asText());
        }
        return state.get();
      }
    }
  }

  /** Asks until it is told that it will be, unless the operation has ended meanwhile. */
  void abort(String operation) {
    while (ended(find(operation)).isEmpty()) {
      if (slipway.call("POST", "/operations/" + operation + "/abort", "{}").status() == 202) {
        return;
      }
      pause(Duration.ofSeconds(2));
    }
  }

  /** Waits until some of the traffic has moved, or it is over. */
  void awaitShift(String operation) {
    while (true) {
      var page = find(operation);
      boolean moved =
          page.text().contains("ShiftTraffic")
              && page.json().path("steps").findValuesAsText("state").contains("ShiftTraffic");
      if (moved || ended(page).isPresent()) {
        return;
      }
      pause(Duration.ofSeconds(1));
    }
  }

  private HttpAnswer find(String operation) {
    return slipway.call("GET", "/operations/" + operation, "");
  }

  /** The state of an operation that goes on no more. */
  private static Optional<String> ended(HttpAnswer page) {
    return Optional.of(page)
        .filter(found -> found.status() == 200)
        .map(found -> found.json().path("state").asText())
        .filter(state -> !Set.of("RUNNING", "QUEUED").contains(state));
  }

  /** Lets time of the account pass. */
  void pause(Duration time) {
    try {
      slipway.pause().forAWhile(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
