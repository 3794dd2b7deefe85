package io.slipway.local.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.Surroundings;
import io.slipway.local.account.kernel.AccountEvent;
import io.slipway.local.asl.Definitions;
import io.slipway.local.asl.StateMachines;
import io.slipway.local.asl.TaskCall;
import io.slipway.local.asl.TaskReply;
import io.slipway.local.asl.TaskService;
import io.slipway.local.install.Installed;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.local.lambda.LambdaFunctions;
import io.slipway.local.simulation.fault.FaultKind;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.fault.Site;
import io.slipway.local.simulation.invariant.Interference;
import io.slipway.local.simulation.mutant.Variation;
import io.slipway.local.template.DefinitionFiles;
import io.slipway.local.template.SamTemplate;
import io.slipway.local.time.VirtualTimeline;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a run puts around Slipway: handlers in lockstep, tasks and events that go wrong, clocks that
 * differ.
 */
final class Stage implements Surroundings {

  private static final int LONGEST_INVOKE_MILLIS = 400;
  private static final int LATEST_DUPLICATE_MILLIS = 60_000;
  private static final int LATEST_STOP_MILLIS = 20_000;
  private static final int LATEST_REDRIVE_MILLIS = 900_000;
  private static final int LATEST_EVENT_MILLIS = 1_200_000;
  private static final int LARGEST_SKEW_MILLIS = 300_000;

  private static final TaskReply NOBODY =
      new TaskReply() {
        @Override
        public void succeed(JsonNode result) {}

        @Override
        public void fail(String error, String cause) {}
      };

  private final VirtualTimeline timeline;
  private final Lockstep lockstep;
  private final RandomGenerator random;
  private final Faults faults;
  private final Tally tally;
  private final Blueprint blueprint;
  private final Prepared prepared;
  private final DynamoDbClient tables;
  private final boolean skewed;
  private final Variation variation;
  private Supplier<StateMachines> machines;
  private Consumer<Interference> interfered = what -> {};
  private boolean listening;

  Stage(
      VirtualTimeline timeline,
      Lockstep lockstep,
      RandomGenerator random,
      Faults faults,
      Tally tally,
      Blueprint blueprint,
      Prepared prepared,
      DynamoDbClient tables,
      boolean skewed,
      Variation variation) {
    this.timeline = timeline;
    this.lockstep = lockstep;
    this.random = random;
    this.faults = faults;
    this.tally = tally;
    this.blueprint = blueprint;
    this.prepared = prepared;
    this.tables = tables;
    this.skewed = skewed;
    this.variation = variation;
  }

  /** From now on, faults may come. */
  void listen(Supplier<StateMachines> all, Consumer<Interference> newInterfered) {
    this.machines = all;
    this.interfered = newInterfered;
    this.listening = true;
  }

  @Override
  public VirtualTimeline timeline() {
    return timeline;
  }

  @Override
  public LambdaFunctions.Workers workers() {
    return new LambdaFunctions.Workers(
        work -> lockstep.execute(within(LONGEST_INVOKE_MILLIS), work), timeline::after);
  }

  private Duration within(int millis) {
    return Duration.ofMillis(1 + random.nextInt(millis));
  }

  @Override
  public Platform.Pause pause() {
    return lockstep::park;
  }

  /** In runs with skew, up to five minutes ahead of or behind the others. */
  @Override
  public Clock clock(String functionId) {
    if (!skewed) {
      return timeline.clock();
    }
    int skew = random.nextInt(2 * LARGEST_SKEW_MILLIS) - LARGEST_SKEW_MILLIS;
    return Clock.offset(timeline.clock(), Duration.ofMillis(skew));
  }

  @Override
  public DynamoDbClient tables() {
    return tables;
  }

  @Override
  public SamTemplate template() {
    return blueprint.template();
  }

  @Override
  public DefinitionFiles files() {
    return blueprint.files();
  }

  @Override
  public Definitions definitions() {
    return blueprint.definitions();
  }

  @Override
  public Optional<JsonNode> saved(String part) {
    return Optional.ofNullable(prepared.parts().get(part));
  }

  @Override
  public Optional<Installed> installed() {
    return prepared.installed();
  }

  @Override
  public TaskService tasks(TaskService real) {
    return (call, reply) -> start(real, call, reply);
  }

  private void start(TaskService real, TaskCall call, TaskReply reply) {
    var names = call.executionArn().split(":", -1);
    var site = new Site(names[names.length - 2], call.stateName(), 0);
    var kind = listening ? faults.task(site, names[names.length - 1]) : Optional.<FaultKind>empty();
    kind.ifPresent(struck -> tally.fired(struck, site));
    switch (kind.orElse(null)) {
      case INVOKE_FAILED -> {
        var unused =
            timeline.after(
                within(LONGEST_INVOKE_MILLIS),
                () -> reply.fail("Lambda.ServiceException", "Service Exception"));
        return;
      }
      case DUPLICATE ->
          timeline.after(within(LATEST_DUPLICATE_MILLIS), () -> real.start(call, NOBODY));
      case STOPPED ->
          timeline.after(
              within(LATEST_STOP_MILLIS),
              () -> {
                interfered(call, "stops");
                var unused = machines.get().stop(call.executionArn(), "Stopped", "by hand");
              });
      case REDRIVEN -> redrive(call);
      case TIMED_OUT ->
          timeline.after(
              within(LATEST_STOP_MILLIS), () -> machines.get().expire(call.executionArn()));
      case null -> {}
      default -> throw new IllegalStateException(kind + " is no fault of a task");
    }
    real.start(call, reply);
  }

  /** Somebody stops the execution, and goes on with it some time later. */
  private void redrive(TaskCall call) {
    var stopped = within(LATEST_STOP_MILLIS);
    timeline.after(
        stopped,
        () -> {
          interfered(call, "stops");
          var unused = machines.get().stop(call.executionArn(), "Stopped", "by hand");
        });
    timeline.after(
        stopped.plus(within(LATEST_REDRIVE_MILLIS)),
        () -> {
          interfered(call, "redrives");
          var unused = machines.get().redrive(call.executionArn());
        });
  }

  private void interfered(TaskCall call, String what) {
    interfered.accept(
        new Interference(
            now(),
            Interference.Kind.CONSOLE,
            "",
            "somebody " + what + " " + call.executionArn() + " in " + call.stateName()));
  }

  private Instant now() {
    return timeline.clock().instant();
  }

  @Override
  public Consumer<AccountEvent> events(Consumer<AccountEvent> real) {
    return event -> {
      var kind = listening ? faults.event(event.detailType()) : Optional.<FaultKind>empty();
      kind.ifPresent(struck -> tally.fired(struck, new Site("EventBridge", event.detailType(), 0)));
      switch (kind.orElse(null)) {
        case EVENT_DROPPED -> {}
        case EVENT_DOUBLED -> {
          real.accept(event);
          timeline.after(within(LATEST_EVENT_MILLIS), () -> real.accept(event));
        }
        case EVENT_LATE -> timeline.after(within(LATEST_EVENT_MILLIS), () -> real.accept(event));
        case null -> real.accept(event);
        default -> throw new IllegalStateException(kind + " is no fault of an event");
      }
    };
  }

  @Override
  public HandlerFactory handlers(HandlerFactory real) {
    return (function, platform) -> variation.handler(function, platform, real);
  }

  @Override
  public <T> T client(Class<T> type, T client, String functionId) {
    return variation.client(type, client, functionId);
  }

  @Override
  public String definition(String machine, String definition) {
    return variation.definition(machine, definition);
  }

  @Override
  public boolean isTriggered(String functionId) {
    return variation.isTriggered(functionId);
  }
}
