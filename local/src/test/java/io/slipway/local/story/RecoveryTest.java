package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.NEEDS_ATTENTION;
import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Asked.IDLE;
import static io.slipway.local.story.Asked.createCats;
import static io.slipway.local.story.Asked.creation;
import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.deployment;
import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.local.Setup;
import io.slipway.local.lambda.HandlerFactory;
import io.slipway.local.lambda.LambdaResult;
import io.slipway.runtime.Json;
import io.slipway.store.Operations;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever stops an operation, it comes back to what was there, or to a person. */
final class RecoveryTest {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** An operation, and what has to be there before it. */
  enum Kind {
    CREATION {
      @Override
      void prepare(Scenario scenario) {}

      @Override
      Run start(Scenario scenario) {
        return scenario.asked("POST", "/stacks", creation());
      }
    },
    DEPLOY_TO_TWO {
      @Override
      void prepare(Scenario scenario) {
        createCats(scenario);
        push(scenario, "1.0.0", "2.0.1");
        deploy(scenario, "/stacks/deploy", "1.0.0", "training", "da");
      }

      @Override
      Run start(Scenario scenario) {
        return scenario.asked("POST", "/stacks/deploy", deployment("2.0.1", "training", "da"));
      }
    },
    CANARY {
      @Override
      Run start(Scenario scenario) {
        return new Production(scenario).canaryShift();
      }
    },
    SWAP {
      @Override
      Run start(Scenario scenario) {
        return new Production(scenario).swap();
      }
    },
    ROLLBACK {
      @Override
      void prepare(Scenario scenario) {
        super.prepare(scenario);
        new Production(scenario).swap().finish();
        deploy(scenario, IDLE, "2.0.2");
      }

      @Override
      Run start(Scenario scenario) {
        return scenario.asked("POST", "/stacks/rollback", body().put("environment", "prod"));
      }
    },
    DELETION {
      @Override
      void prepare(Scenario scenario) {
        createCats(scenario);
      }

      @Override
      Run start(Scenario scenario) {
        return scenario.deleteStack(Production.NAME, true);
      }
    };

    void prepare(Scenario scenario) {
      Production.with(scenario, "1.0.0", "2.0.1");
      push(scenario, "2.0.2");
    }

    abstract Run start(Scenario scenario);

    /** Makes it possible once more, where it has succeeded and that can be. */
    boolean settle(Scenario scenario) {
      if (this == ROLLBACK) {
        new Production(scenario).swap().finish();
        deploy(scenario, IDLE, "2.0.2");
      }
      return Set.of(CANARY, SWAP, ROLLBACK).contains(this);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void anExecutionThatIsStoppedInAnyStateLeavesNothingHalfDone(Kind kind) {
    try (var scenario = Scenario.begin()) {
      kind.prepare(scenario);
      var stopping = new Stopping(scenario);
      boolean stopped = true;
      for (int state = 1; stopped; state++) {
        var before = new World(scenario).toString();
        stopping.inState(state);
        var run = kind.start(scenario);
        scenario.runUntil(() -> stopping.hasStopped() || ended(run));
        stopped = stopping.hasStopped();
        if (stopped) {
          scenario.runFor(ofSeconds(60));
          assertThat(new World(scenario).traffic()).as(stopping.state()).contains(" 100");
        }
        run.finish();
        assertThat(ended(scenario, run)).as(stopping.state() + ": " + run.message()).isTrue();
        if (run.outcome() != SUCCEEDED && kind != Kind.DELETION) {
          assertThat(new World(scenario)).as(stopping.state()).hasToString(before);
        }
        if (run.outcome() == SUCCEEDED && stopped) {
          // A Pass, or a wait for what has passed, is over at once: what comes next is stopped.
          assertThat(stopping.state()).matches("LetSlotDrain|RetireSlot|PlaceDeployed|Finish.*");
          stopped = kind.settle(scenario);
        }
      }
    }
  }

  private static boolean ended(Run run) {
    return run.operation().state().isTerminal();
  }

  /** One STARTED, one terminal event, no lock. */
  private static boolean ended(Scenario scenario, Run run) {
    var events = events(scenario, run.id());
    var terminal = Set.of(SUCCEEDED.name(), FAILED.name(), ROLLED_BACK.name(), ABORTED.name());
    assertThat(events.stream().filter("STARTED"::equals)).hasSize(1);
    assertThat(events.stream().filter(terminal::contains)).hasSize(1);
    assertThat(new Operations(scenario.platform()).running(new ApplicationName(Production.NAME)))
        .isEmpty();
    return ended(run);
  }

  private static List<String> events(Scenario scenario, String operationId) {
    var events = new ArrayList<String>();
    var path = "/events?limit=100&applicationName=" + Production.NAME;
    var page = scenario.get(path);
    while (true) {
      for (JsonNode event : page.path("events")) {
        if (event.path("operationId").asText().equals(operationId)) {
          events.addFirst(event.path("event").asText());
        }
      }
      if (!page.path("next").isTextual()) {
        return events;
      }
      page =
          scenario.get(
              path
                  + "&next="
                  + java.net.URLEncoder.encode(
                      page.path("next").asText(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void aChangeThatComesAfterTheTakeoverIsFoundAndPutBack() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var before = new World(scenario).toString();
      var run = production.canaryShift();
      production.runUntil("prod1 10, prod2 90");
      stop(scenario);
      scenario.runFor(ofSeconds(5));
      assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");

      production.changeByHand(60, 40);
      run.finish();

      assertThat(run.outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
      assertThat(new World(scenario)).hasToString(before);
      assertThat(run.operation().endedAt().orElseThrow())
          .isBefore(run.operation().recovery().orElseThrow().since().plus(LONGEST));
    }
  }

  @Test
  void stepsThatRunOnceMoreAfterTheTakeoverChangeNothing() {
    var inputs = new ArrayList<Sent>();
    try (var scenario = Scenario.begin(Setup.virtual().withHandlers(noting(inputs)))) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      inputs.clear();
      var run = production.swap();
      production.runUntil("prod1 100, prod2 0");
      production.tell(run, "abort");
      run.finish();
      assertThat(run.outcome()).isEqualTo(ABORTED);
      var before = new World(scenario).toString();
      var events = events(scenario, run.id());
      int made = changes(scenario);

      for (var sent : List.copyOf(inputs)) {
        var answer = scenario.slipway().functions().invoke(sent.function(), sent.input()).join();
        if (answer instanceof LambdaResult.Failed failed) {
          assertThat(failed.errorType()).startsWith("io.slipway.domain.");
        }
      }

      assertThat(inputs).hasSizeGreaterThan(10);
      assertThat(changes(scenario)).isEqualTo(made);
      assertThat(events(scenario, run.id())).isEqualTo(events);
      assertThat(new World(scenario)).hasToString(before);
    }
  }

  @Test
  void whatCannotBePutBackIsLeftToAPersonOnceAndResumed() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var before = new World(scenario).toString();
      var run = production.canaryShift();
      production.runUntil("prod1 10, prod2 90");
      int told = scenario.account().messages().size();
      scenario.account().calls().inject(Faults.refusing("ModifyRule"));
      stop(scenario);
      scenario.runFor(LONGEST);

      assertThat(run.outcome()).as(run.message()).isEqualTo(NEEDS_ATTENTION);
      assertThat(run.message()).contains("ModifyRule", "POST /operations/" + run.id() + "/resume");
      assertThat(scenario.account().messages().subList(told, scenario.account().messages().size()))
          .hasSize(1)
          .allSatisfy(
              message ->
                  assertThat(message.subject()).isEqualTo("Cats: canary-shift needs attention"));
      assertThat(new Operations(scenario.platform()).running(new ApplicationName(Production.NAME)))
          .containsExactly(run.id());
      var abort = scenario.call("POST", "/operations/" + run.id() + "/abort", nothing());
      assertThat(abort.status()).isEqualTo(409);

      production.tell(run, "resume");
      scenario.runFor(LONGEST);
      assertThat(run.outcome()).as(run.message()).isEqualTo(NEEDS_ATTENTION);

      scenario.account().calls().inject(io.slipway.local.account.Fault.NONE);
      production.tell(run, "resume");
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
      assertThat(new World(scenario)).hasToString(before);
      assertThat(ended(scenario, run)).isTrue();
      assertThat(events(scenario, run.id()))
          .containsSubsequence(
              "RECOVERING",
              "NEEDS_ATTENTION",
              "RESUME",
              "RECOVERING",
              "NEEDS_ATTENTION",
              "RESUME",
              "RECOVERING",
              "ROLLED_BACK");
    }
  }

  @Test
  void trafficGoesToTheSideThatIsHealthyUntilTheOtherIs() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift();
      production.runUntil("prod1 10, prod2 90");
      scenario.account().makeUnhealthy(Production.NAME, "1.0.0", 2);
      scenario.runUntil(() -> production.targets().get("prod2") == 0);
      production.tell(run, "abort");
      scenario.runFor(ofSeconds(5));

      assertThat(production.customers()).isEqualTo("prod1 100, prod2 0");
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(ABORTED);
      assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
    }
  }

  private static void stop(Scenario scenario) {
    var machines = scenario.slipway().machines();
    machines.list().stream()
        .filter(execution -> execution.status() == io.slipway.local.asl.Status.RUNNING)
        .map(execution -> execution.executionArn())
        .toList()
        .forEach(arn -> machines.stop(arn, "Stopped", "by hand"));
  }

  /** Calls that change something in AWS, as far as they took effect. */
  private static int changes(Scenario scenario) {
    return (int)
        scenario.account().calls().list().stream()
            .filter(call -> !call.operation().matches("(Describe|Get|List|Query|Batch|Transact).*"))
            .filter(call -> !call.operation().matches("(Update|Put|Delete)Item"))
            .count();
  }

  private record Sent(String function, JsonNode input) {}

  private static HandlerFactory noting(List<Sent> inputs) {
    return (function, platform) -> {
      var handler = HandlerFactory.byConstructor(function, platform);
      if (!function.handlerClass().matches("io.slipway.flow.(traffic|swap|recovery).*")) {
        return handler;
      }
      RequestStreamHandler noted =
          (in, out, context) -> {
            var event = in.readAllBytes();
            inputs.add(new Sent(function.logicalId(), Json.parse(event)));
            handler.handleRequest(new ByteArrayInputStream(event), out, context);
          };
      return noted;
    };
  }

  /** Everything that an operation may have changed, as text. */
  private record World(Scenario scenario) {

    /** Of the customers' host, where there is one. */
    String traffic() {
      return hasProduction() ? new Production(scenario).customers() : "none 100";
    }

    private boolean hasProduction() {
      return scenario.account().hosts().stream().anyMatch(host -> host.host().contains("-prod."));
    }

    @Override
    public String toString() {
      var text = new StringBuilder(traffic());
      if (hasProduction()) {
        var production = new Production(scenario);
        text.append('\n').append(production.preview()).append('\n').append(production.scaling());
      }
      for (var entry : scenario.inventory(Production.NAME)) {
        text.append('\n').append(entry.place()).append(' ').append(entry.role());
        text.append(' ').append(entry.release()).append(' ').append(entry.address().url());
        text.append(' ').append(service(entry.address().cluster(), entry.address().service()));
      }
      return text.append('\n').append(scenario.stacks().keySet()).toString();
    }

    private String service(String cluster, String name) {
      var service =
          scenario
              .account()
              .ecs()
              .describeServices(request -> request.cluster(cluster).services(name))
              .services()
              .getFirst();
      return service.taskDefinition() + " " + service.desiredCount();
    }
  }
}
