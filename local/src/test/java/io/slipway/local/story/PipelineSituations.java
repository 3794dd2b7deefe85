package io.slipway.local.story;

import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Asked.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.OperationState;
import io.slipway.domain.SourceChange;
import java.time.Duration;
import java.util.Optional;

/** Situations in which changes of the source cause something. */
final class PipelineSituations {

  private static final String RULES =
      "[{'when': {'event': 'release'}, 'then': [{'deploy': ['stage', 'training']}, 'idle',"
          + " 'approval', 'release']}, {'when': {'event': ['push', 'checks']}, 'then': [{'deploy':"
          + " ['dev']}]}, {'when': {'event': 'image', 'tags': 'nightly'}, 'then': [{'deploy':"
          + " ['qa']}]}]";

  private PipelineSituations() {}

  /** To customers all at once, then by a canary; and what is superseded on the way. */
  static void toCustomers(Scenario scenario) {
    var releases = new Releases(scenario);
    var first = Releases.request(Releases.own(), "1.0.0");
    first.putObject("environments").put("training", true);
    var created = releases.ask(first);
    releases.push("1.0.0", "healthy");
    releases.succeeded(created);
    push(scenario, "2.0.0", "3.0.0", Pushes.commit("c1"), Pushes.commit("c2"));
    var pushes = Pushes.with(scenario, Production.NAME, RULES);
    released(scenario, pushes, "2.0.0");
    released(scenario, pushes, "3.0.0");
    push(scenario, "nightly");
    scenario.runFor(Duration.ofMinutes(10));
    var running = pushes.push("main", "c9", "c1");
    var waiting = pushes.push("main", "c0", "c1");
    scenario.runFor(Duration.ofSeconds(2));
    var newer = pushes.push("main", "c1", "c2");
    assertThat(pushes.finish(waiting)).isEqualTo(OperationState.SUPERSEDED);
    assertThat(pushes.finish(running)).isEqualTo(OperationState.SUCCEEDED);
    assertThat(pushes.finish(newer)).isEqualTo(OperationState.SUCCEEDED);
    stopped(scenario, pushes);
  }

  /** Its execution is stopped by hand, so nobody but the watch ends it. */
  private static void stopped(Scenario scenario, Pushes pushes) {
    var id = pushes.deliver(change(scenario, "2.0.0"));
    pushes.untilApproval(id);
    var machines = scenario.slipway().machines();
    machines.list().stream()
        .filter(execution -> execution.name().equals(id))
        .forEach(execution -> machines.stop(execution.executionArn(), "Stopped", "by hand"));
    assertThat(pushes.finish(id)).isEqualTo(OperationState.FAILED);
  }

  /** Nothing is live yet; what waits is aborted; and somebody has changed everything by hand. */
  static void toTheFirstCustomers(Scenario scenario) {
    Asked.createCats(scenario);
    push(scenario, "1.0.0", "3.0.0", Pushes.commit("c1"), Pushes.commit("c2"));
    var pushes = Pushes.with(scenario, Production.NAME, RULES);
    released(scenario, pushes, "1.0.0");
    var running = pushes.push("main", "c0", "c1");
    scenario.runFor(Duration.ofSeconds(2));
    var waiting = pushes.push("main", "c1", "c2");
    scenario.runFor(Duration.ofSeconds(2));
    assertThat(pushes.control(waiting, "abort")).isEqualTo(202);
    pushes.everyMinute();
    assertThat(pushes.finish(waiting)).isEqualTo(OperationState.ABORTED);
    assertThat(pushes.finish(running)).isEqualTo(OperationState.SUCCEEDED);
    Updates.changeEverywhere(scenario, "3.0.0");
    var changed = pushes.push("main", "c2", "c1");
    assertThat(pushes.finish(changed)).isEqualTo(OperationState.FAILED);
  }

  /** What is built: a commit, and a tag of which the provider has not said the commit. */
  static void thatBuild(Scenario scenario) {
    Asked.createCats(scenario);
    var pushes =
        Pushes.with(
            scenario,
            Production.NAME,
            "[{'when': {'event': ['push', 'release']}, 'then': ['build']}, {'when': {'event':"
                + " 'image'}, 'then': [{'deploy': ['dev']}]}]");
    var commit = pushes.committed("main");
    pushes.tagged("v1", commit);
    assertThat(pushes.finish(pushes.push("main", "c0", commit)))
        .isEqualTo(OperationState.SUCCEEDED);
    assertThat(pushes.finish(pushes.deliver(change(scenario, "v1"))))
        .isEqualTo(OperationState.SUCCEEDED);
  }

  static void byDns(Scenario scenario) {
    var unused = WeighedNames.prepared(scenario);
    var releases = new Releases(scenario);
    releases.first(Releases.file(), "1.0.0");
    push(scenario, "2.0.0");
    var pushes =
        Pushes.with(
            scenario,
            Production.NAME,
            "[{'when': {'event': 'release'}, 'then': ['idle', 'release']}]");
    var id = pushes.deliver(change(scenario, "2.0.0"));
    assertThat(pushes.finish(id))
        .as(pushes.page(id).toString())
        .isEqualTo(OperationState.SUCCEEDED);
    succeeded(
        scenario
            .asked("DELETE", "/stacks", Production.nothing().put("specification", Releases.file()))
            .finish());
  }

  private static void released(Scenario scenario, Pushes pushes, String version) {
    var id = pushes.deliver(change(scenario, version));
    pushes.untilApproval(id);
    assertThat(pushes.control(id, "approve")).isEqualTo(202);
    assertThat(pushes.finish(id))
        .as(pushes.page(id).toString())
        .isEqualTo(OperationState.SUCCEEDED);
  }

  private static SourceChange change(Scenario scenario, String version) {
    return new SourceChange.ReleasePublished(
        version,
        Optional.empty(),
        Optional.empty(),
        scenario.slipway().timeline().clock().instant());
  }
}
