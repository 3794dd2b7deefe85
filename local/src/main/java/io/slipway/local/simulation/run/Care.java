package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.simulation.World;
import io.slipway.store.Operation;
import java.time.Duration;
import java.util.Optional;

/** Whoever looks after operations in the end: lets go on what waits for a person. */
final class Care {

  private static final Duration EVERY = Duration.ofMinutes(2);

  private final World world;
  private final Client client;

  Care(World world, Client client) {
    this.world = world;
    this.client = client;
  }

  /** Looks every two minutes until nothing runs any more. */
  void begin() {
    var unused = world.timeline().after(EVERY, this::look);
  }

  private void look() {
    var running = client.running();
    for (var operation : running) {
      answer(operation)
          .ifPresent(
              control ->
                  world.later(
                      Duration.ZERO,
                      () -> client.tell(operation.ref().operationId(), control, body(operation))));
    }
    if (!running.isEmpty()) {
      begin();
    }
  }

  /** Does what the message of an operation that needs attention says. */
  private ObjectNode body(Operation operation) {
    var body = Client.body();
    if (client.needsAttention(operation) && operation.message().contains("\"drift\"")) {
      body.put("drift", "overwrite");
    }
    return body;
  }

  private Optional<String> answer(Operation operation) {
    if (client.needsAttention(operation)) {
      return Optional.of("resume");
    }
    return switch (operation.phase()) {
      case AWAITING_APPROVAL -> Optional.of("approve");
      case HOLDING -> Optional.of("resume");
      default -> Optional.empty();
    };
  }
}
