package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Phase;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.Site;
import io.slipway.local.simulation.invariant.Effect;
import io.slipway.local.simulation.invariant.Rules;
import io.slipway.local.simulation.mutant.Variation;
import io.slipway.store.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Interrupts canary shifts and swaps in every state, at every call, and by an alarm at every moment
 * of every bake, and measures how long it takes until customers' traffic is where it stays, and
 * until the operation has ended or asks for attention.
 */
final class WayBack {

  private static final String APPLICATION = "Cats";
  private static final Duration LONGEST = Duration.ofMinutes(40);
  private static final Duration STEP = Duration.ofMillis(250);

  /** A second. */
  private static final int ALARMS_OF = 4;

  private final Preparation preparation;
  private final Map<String, ObjectNode> requests = new LinkedHashMap<>();

  WayBack(Preparation preparation) {
    this.preparation = preparation;
    requests.put("/stacks/canaryShift", canary());
    requests.put("/stacks/swapProdBlueAndGreen", swap());
  }

  private static ObjectNode canary() {
    var body = swap();
    body.put("bake", 30);
    var steps = body.putArray("strategy");
    steps.addObject().put("weight", 10).put("wait", 40);
    steps.addObject().put("weight", 60).put("wait", 40).put("approval", true);
    return body;
  }

  private static ObjectNode swap() {
    var body = Client.about(APPLICATION).put("bake", 60);
    body.putArray("alarms").add(Workload.ALARM);
    return body;
  }

  /**
   * Measures.
   *
   * @param every only each so many'th place
   */
  List<Interruption> measure(int every) {
    var all = new ArrayList<Interruption>();
    requests.forEach(
        (path, body) -> {
          var quiet = new Strike(Interruption.Kind.STOP, Optional.empty());
          var bakes = new ArrayList<Duration>();
          try (var run = new Run(path, body, quiet)) {
            run.toTheEnd(bakes);
          }
          var machine = path.contains("canary") ? "canary-shift" : "swap";
          var tasks =
              quiet.tasks().stream().filter(site -> site.holder().endsWith(machine)).toList();
          var calls =
              quiet.calls().stream()
                  .filter(site -> tasks.stream().anyMatch(t -> t.point().equals(site.holder())))
                  .toList();
          strike(path, body, Interruption.Kind.ABORT, tasks, every, all);
          strike(path, body, Interruption.Kind.STOP, tasks, every, all);
          strike(path, body, Interruption.Kind.CRASH, calls, every, all);
          for (int i = 0; i < bakes.size(); i += every * ALARMS_OF) {
            try (var run =
                new Run(path, body, new Strike(Interruption.Kind.ALARM, Optional.empty()))) {
              run.alarm(bakes.get(i)).ifPresent(all::add);
            }
          }
        });
    return all;
  }

  private void strike(
      String path,
      ObjectNode body,
      Interruption.Kind kind,
      List<Site> sites,
      int every,
      List<Interruption> measured) {
    for (int i = 0; i < sites.size(); i += every) {
      var site = sites.get(i);
      try (var run = new Run(path, body, new Strike(kind, Optional.of(site)))) {
        run.struck(kind, site).ifPresent(measured::add);
      }
    }
  }

  /** One operation, interrupted or not. */
  private final class Run implements AutoCloseable {
    private final World world;
    private final Client client;
    private Optional<Instant> at = Optional.empty();
    private boolean refused;

    private Run(String path, ObjectNode body, Strike place) {
      world = new World(7, preparation.blueprint, preparation.one, place, false, Variation.NONE);
      client = new Client(world);
      place.strikeWith(() -> interrupt(place.kind()));
      world.begin(Rules.fresh(), () -> {});
      world.later(Duration.ofSeconds(1), () -> client.ask("POST", path, body));
    }

    private void interrupt(Interruption.Kind kind) {
      at = Optional.of(world.now());
      var operation = client.started().isEmpty() ? running() : client.started().getFirst();
      switch (kind) {
        case ABORT ->
            world.timeline().after(STEP, () -> world.later(Duration.ZERO, () -> abort(operation)));
        case STOP ->
            world
                .timeline()
                .after(
                    STEP,
                    () ->
                        world.machines().list().stream()
                            .filter(execution -> execution.name().equals(operation))
                            .forEach(
                                execution ->
                                    world
                                        .machines()
                                        .stop(execution.executionArn(), "Stopped", "by hand")));
        case CRASH, ALARM -> {}
      }
    }

    private String running() {
      return client.running().getFirst().ref().operationId();
    }

    private void abort(String operation) {
      var answer =
          world.slipway().call("POST", "/operations/" + operation + "/abort", Client.body());
      refused = answer.status() != 202;
    }

    private Optional<Operation> operation() {
      return client.started().stream().findFirst().flatMap(client::find);
    }

    private boolean rests() {
      return operation()
          .filter(one -> one.state().isTerminal() || client.needsAttention(one))
          .isPresent();
    }

    /** Approves what waits for it, and has {@code look} called four times a second. */
    private void play(Runnable look) {
      var latest = world.now().plus(LONGEST);
      boolean approved = false;
      while (!rests() && world.now().isBefore(latest)) {
        world.timeline().runFor(STEP);
        look.run();
        var waits =
            operation()
                .filter(one -> one.phase() == Phase.AWAITING_APPROVAL && !one.state().isTerminal());
        if (waits.isPresent() && at.isEmpty() && !approved) {
          approved = true;
          var id = waits.get().ref().operationId();
          world.later(Duration.ofSeconds(2), () -> client.tell(id, "approve"));
        }
      }
    }

    private void toTheEnd(List<Duration> bakes) {
      var began = world.now();
      play(
          () ->
              operation()
                  .filter(one -> one.phase() == Phase.BAKING && !one.state().isTerminal())
                  .ifPresent(one -> bakes.add(Duration.between(began, world.now()))));
    }

    private Optional<Interruption> alarm(Duration after) {
      var due = world.now().plus(after);
      boolean[] baking = new boolean[1];
      play(
          () -> {
            if (at.isEmpty() && !world.now().isBefore(due)) {
              at = Optional.of(world.now());
              baking[0] = operation().filter(one -> one.phase() == Phase.BAKING).isPresent();
              Workload.setAlarm(world, StateValue.ALARM);
            }
          });
      return baking[0]
          ? Optional.of(measured(Interruption.Kind.ALARM, "after " + after))
          : Optional.empty();
    }

    private Optional<Interruption> struck(Interruption.Kind kind, Site site) {
      play(() -> {});
      return at.isEmpty() || refused
          ? Optional.empty()
          : Optional.of(measured(kind, site.toString()));
    }

    private Interruption measured(Interruption.Kind kind, String where) {
      var since = at.orElseThrow();
      var moved =
          world.effects().stream()
              .filter(effect -> effect.operation().equals("ModifyRule"))
              .map(Effect::time)
              .filter(time -> time.isAfter(since))
              .reduce((first, second) -> second);
      var operation = operation().orElseThrow();
      var ended =
          operation
              .endedAt()
              .filter(time -> operation.state().isTerminal())
              .map(this::written)
              .orElse(world.now());
      return new Interruption(
          kind,
          where,
          moved.map(time -> Duration.between(since, time)).orElse(Duration.ZERO),
          Duration.between(since, ended),
          operation.state().name());
    }

    /**
     * When the end of the operation was written. {@code endedAt} is what the function's clock said
     * before that call, which is earlier than a crash at the call.
     */
    private Instant written(Instant endedAt) {
      return world.effects().stream()
          .filter(effect -> effect.operation().equals("TransactWriteItems"))
          .map(Effect::time)
          .filter(time -> !time.isBefore(endedAt))
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void close() {
      world.close();
    }
  }
}
