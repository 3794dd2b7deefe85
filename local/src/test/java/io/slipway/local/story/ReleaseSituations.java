package io.slipway.local.story;

import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Asked.succeeded;
import static io.slipway.local.story.Releases.changed;
import static io.slipway.local.story.Releases.own;
import static io.slipway.local.story.Releases.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.OperationState;
import io.slipway.local.asl.ExecutionStatus;
import io.slipway.local.asl.Status;
import java.time.Duration;

/** Situations in which releases by a file come to their customers, or do not. */
final class ReleaseSituations {

  private ReleaseSituations() {}

  /** Each phase comes first once, and finds what was changed by hand. */
  static void inEachPhase(Scenario scenario) {
    var releases = new Releases(scenario);
    var first = request(own(), "1.0.0");
    first.putObject("environments").put("training", true);
    var id = releases.ask(first);
    releases.push("1.0.0", "healthy");
    releases.runUntil(id, 3);
    releases.abort(id);
    releases.finish(id);
    releases.succeeded(releases.ask("1.0.0"));
    push(scenario, "2.0.0", "3.0.0");
    releases.succeeded(releases.ask("2.0.0"));
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training");
    Updates.changeEverywhere(scenario, "3.0.0");
    var changed = request(changed(), "2.0.0").put("drift", "adopt");
    var canary = releases.ask(changed);
    releases.runUntil(canary, 3);
    releases.abort(canary);
    releases.finish(canary);
    scenario.runFor(Duration.ofMinutes(10));
    releases.succeeded(releases.ask(request(changed(), "2.0.0")));
  }

  static void byDns(Scenario scenario) {
    var unused = WeighedNames.prepared(scenario);
    var releases = new Releases(scenario);
    releases.first(Releases.file(), "1.0.0");
    push(scenario, "2.0.0");
    var wider = Releases.file().replace("memory: 512", "memory: 1024");
    releases.succeeded(releases.ask(request(wider, "2.0.0")));
    succeeded(
        scenario
            .asked("DELETE", "/stacks", Production.nothing().put("specification", wider))
            .finish());
  }

  /** An image that never comes, a swap, and one that needs a person. */
  static void thatAreTold(Scenario scenario) {
    var releases = new Releases(scenario);
    releases.topics();
    var id = releases.ask("1.0.0");
    releases.phase(id, 1).finish();
    scenario.runFor(Duration.ofMinutes(61));
    releases.everyMinute();
    assertThat(releases.finish(id)).isEqualTo("FAILED");
    var production = new Production(scenario);
    production.deployToIdle("1.0.0");
    succeeded(production.swap().finish());
    production.deployToIdle("2.0.1");
    var swap = production.swap();
    production.runUntil("prod1 100, prod2 0");
    var machines = scenario.slipway().machines();
    for (int time = 0; time < 4; time++) {
      machines.list().stream()
          .filter(execution -> execution.status() == Status.RUNNING)
          .map(ExecutionStatus::executionArn)
          .toList()
          .forEach(arn -> machines.stop(arn, "Stopped", "by hand"));
      scenario.runFor(Duration.ofSeconds(1));
    }
    assertThat(swap.outcome()).isEqualTo(OperationState.NEEDS_ATTENTION);
    production.tell(swap, "resume");
    swap.finish();
    assertThat(releases.told())
        .contains(
            "releases-good: Cats: swap succeeded",
            "releases-bad: Cats: deploy failed",
            "releases-bad: Cats: swap needs attention");
  }
}
