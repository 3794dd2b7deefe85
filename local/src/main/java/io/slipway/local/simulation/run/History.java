package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Phase;
import io.slipway.local.asl.HistoryEvent;
import io.slipway.local.asl.Transitioned;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.mutant.Variation;
import io.slipway.store.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The longest canary shift that a request can ask for: as many steps as are allowed, each of them
 * approved by a person, each bake held three times for want of requests.
 */
final class History {

  private static final Duration LOOK = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(600);
  private static final Duration JUST_BEFORE = Duration.ofMinutes(20);
  private static final int BAKES = 4;
  private static final int SECONDS = 3_600;

  /** No schedules: the sweeper has nothing to do with the history, and months have many minutes. */
  private static final Variation QUIET =
      new Variation() {
        @Override
        public boolean isTriggered(String functionId) {
          return false;
        }
      };

  private final Preparation preparation;
  private int bakes;
  private Instant waitingSince = Instant.MIN;
  private int approved;

  History(Preparation preparation) {
    this.preparation = preparation;
  }

  /**
   * What its executions amount to.
   *
   * @param all events of all of them
   * @param events of the longest of them
   * @param largest the longest member of any event, in characters
   */
  record Size(
      int steps, String state, Duration took, int executions, int all, int events, int largest) {}

  /**
   * Runs one with so many steps before all traffic.
   *
   * @param late how many of them, the first ones, are approved just before it is too late
   */
  Size measure(int steps, int late) {
    try (var world =
        new World(1, preparation.blueprint, preparation.one, Faults.NONE, false, QUIET)) {
      var client = new Client(world);
      world.machines().listen(counting());
      var began = world.now();
      world.later(
          Duration.ofSeconds(1), () -> client.ask("POST", "/stacks/canaryShift", request(steps)));
      world.timeline().runFor(LOOK);
      while (world.now().isBefore(began.plus(LONGEST))) {
        var operation = client.find(client.started().getFirst()).orElseThrow();
        if (operation.state().isTerminal()) {
          return size(world, steps, operation, began);
        }
        steer(world, client, operation, late);
        world.timeline().runFor(LOOK);
      }
      throw new IllegalStateException("it does not end");
    }
  }

  private Transitioned counting() {
    return new Transitioned() {
      @Override
      public void entered(String machineArn, String executionArn, String stateName) {
        if (stateName.equals("ShiftTraffic")) {
          bakes = 0;
        } else if (stateName.equals("Bake")) {
          bakes++;
        }
      }

      @Override
      public void exited(String machineArn, String executionArn, String stateName) {}
    };
  }

  private static ObjectNode request(int steps) {
    var body = Client.about("Cats").put("bake", SECONDS);
    var list = body.putArray("strategy");
    for (int i = 1; i <= steps; i++) {
      list.addObject().put("weight", i).put("wait", SECONDS).put("approval", true);
    }
    body.putObject("compare").put("maxErrorRate", 0.5).put("minRequests", 100);
    return body;
  }

  private void steer(World world, Client client, Operation operation, int late) {
    var id = operation.ref().operationId();
    if (operation.phase() == Phase.AWAITING_APPROVAL) {
      if (waitingSince.equals(Instant.MIN)) {
        waitingSince = world.now();
      }
      var due = waitingSince.plus(Duration.ofDays(14)).minus(JUST_BEFORE);
      if (approved >= late || world.now().isAfter(due)) {
        approved++;
        waitingSince = Instant.MIN;
        world.later(Duration.ZERO, () -> client.tell(id, "approve"));
      }
    } else if (operation.phase() == Phase.BAKING && bakes == BAKES) {
      world.later(Duration.ZERO, () -> client.tell(id, "promote"));
    }
  }

  private static Size size(World world, int steps, Operation operation, Instant began) {
    var histories =
        world.machines().list().stream()
            .filter(one -> one.name().startsWith(operation.ref().operationId()))
            .map(one -> world.machines().history(one.executionArn()))
            .toList();
    return new Size(
        steps,
        operation.state().name(),
        Duration.between(began, operation.endedAt().orElseThrow()),
        histories.size(),
        histories.stream().mapToInt(List::size).sum(),
        histories.stream().mapToInt(List::size).max().orElseThrow(),
        histories.stream().flatMap(List::stream).mapToInt(History::largest).max().orElseThrow());
  }

  private static int largest(HistoryEvent event) {
    return event.details().properties().stream()
        .mapToInt(member -> member.getValue().toString().length())
        .max()
        .orElse(0);
  }
}
