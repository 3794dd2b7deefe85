package io.slipway.local.story;

import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static io.slipway.local.story.Releases.changed;
import static io.slipway.local.story.Releases.own;
import static io.slipway.local.story.Releases.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Phase;
import io.slipway.domain.Role;
import io.slipway.local.account.Fault;
import io.slipway.local.asl.ExecutionStatus;
import io.slipway.local.asl.Status;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A release that does not come to its end: what is left then, and how it goes on. */
final class BrokenReleaseTest {

  private Scenario scenario;
  private Releases releases;
  private Production production;

  @BeforeEach
  void anAccount() {
    scenario = Scenario.begin();
    releases = new Releases(scenario);
    production = new Production(scenario);
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void aCreationThatFailsLeavesNothingAndTheNameIsFree() {
    releases.topics();
    scenario.slipway().cloudFormation().failNextCreation("Prod2Service", "no capacity");
    var id = releases.ask("1.0.0");

    assertThat(releases.finish(id)).isEqualTo("FAILED");

    assertThat(releases.phases(id))
        .containsExactly("create-stack FAILED", "deploy FAILED", "swap FAILED");
    assertThat(releases.message(id)).startsWith("create-stack: ").contains("no capacity");
    assertThat(releases.phase(id, 2).message())
        .isEqualTo("not begun, as the operation before it, " + id + "-1, has ended as FAILED");
    assertThat(scenario.application("Cats")).isEmpty();
    assertThat(releases.told()).containsExactly("releases-bad: Cats: create-stack failed");
    releases.first(own(), "1.0.0");
  }

  @Test
  void aDeployThatFailsLeavesAnApplicationInWhichNothingRuns() {
    releases.topics();
    var id = releases.ask("1.0.0");
    releases.push("1.0.0", "crashing");

    assertThat(releases.finish(id)).isEqualTo("FAILED");

    assertThat(releases.phases(id))
        .containsExactly("create-stack SUCCEEDED", "deploy FAILED", "swap FAILED");
    assertThat(production.customers()).isEqualTo("prod1 100, prod2 0");
    assertThat(releases.told()).containsExactly("releases-bad: Cats: deploy failed");
    scenario.pushImage("cats", "1.0.1", "healthy");
    var again = releases.ask("1.0.1");
    releases.succeeded(again);
    assertThat(releases.phases(again)).containsExactly("deploy SUCCEEDED", "swap SUCCEEDED");
  }

  @Test
  void anUpdateThatFailsLeavesTheSpecificationAndWhatRuns() {
    releases.first(own(), "1.0.0");
    scenario.pushImage("cats", "2.0.1", "healthy");
    scenario.slipway().cloudFormation().failNextUpdate("Prod1ScalableTarget", "no more capacity");
    var larger = own().replace("task:", "scaling: {production: {min: 3, max: 6}}\n    task:");

    var id = releases.ask(request(larger, "2.0.1"));

    assertThat(releases.finish(id)).isEqualTo("FAILED");
    assertThat(releases.phases(id))
        .containsExactly("update FAILED", "deploy FAILED", "canary-shift FAILED");
    assertThat(scenario.application("Cats").orElseThrow().specificationVersion()).isEqualTo(1);
    assertThat(production.liveVersion()).isEqualTo("1.0.0");
    var again = releases.ask(request(larger, "2.0.1"));
    releases.succeeded(again);
    assertThat(releases.phases(again)).first().isEqualTo("update SUCCEEDED");
  }

  @Test
  void aSickCanaryGoesBackAndTheReleaseWaitsInTheIdleSlot() {
    releases.topics();
    releases.first(own(), "1.0.0");
    scenario.pushImage("cats", "2.0.1", "healthy");
    var id = releases.ask("2.0.1");
    production.runUntil("prod1 10, prod2 90");
    scenario.account().makeUnhealthy("Cats", "2.0.1", 1);

    assertThat(releases.finish(id)).isEqualTo("ROLLED_BACK");

    assertThat(production.customers()).isEqualTo("prod1 0, prod2 100");
    assertThat(releases.message(id)).startsWith("canary-shift: rolled back");
    assertThat(releases.told()).endsWith("releases-bad: Cats: canary-shift rolled back");
    assertThat(production.slot(Role.IDLE).release().orElseThrow().version().value())
        .isEqualTo("2.0.1");
    scenario.runFor(Duration.ofMinutes(10));
    var again = releases.ask("2.0.1");
    releases.succeeded(again);
    assertThat(releases.phases(again))
        .as("is there already")
        .containsExactly("canary-shift SUCCEEDED");
    assertThat(production.liveVersion()).isEqualTo("2.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "1, create-stack ABORTED, deploy ABORTED, swap ABORTED",
    "2, create-stack SUCCEEDED, deploy ABORTED, swap ABORTED",
    "3, create-stack SUCCEEDED, deploy SUCCEEDED, swap ABORTED"
  })
  void anAbortEndsItInEachOfItsOperations(int phase, String first, String second, String third) {
    var id = releases.ask("1.0.0");
    if (phase > 1) {
      releases.push("1.0.0", "healthy");
      releases.runUntil(id, phase);
    }
    scenario.runFor(Duration.ofSeconds(20));
    releases.abort(id);

    assertThat(releases.finish(id)).isEqualTo("ABORTED");
    assertThat(releases.phases(id)).containsExactly(first, second, third);
    var again = scenario.call("POST", "/operations/" + id + "/abort", nothing());
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    if (phase == 1) {
      assertThat(scenario.application("Cats")).isEmpty();
    } else {
      assertThat(production.customers()).isEqualTo("prod1 100, prod2 0");
      releases.succeeded(releases.ask("1.0.0"));
    }
  }

  @Test
  void anAbortBetweenTwoOfThemBeginsNoOther() {
    var id = releases.ask("1.0.0");
    releases.phase(id, 1).finish();
    assertThat(releases.phases(id))
        .containsExactly("create-stack SUCCEEDED", "deploy QUEUED", "swap QUEUED");

    scenario.call("POST", "/operations/" + id + "/abort", nothing());

    assertThat(releases.finish(id)).isEqualTo("ABORTED");
    assertThat(releases.phases(id))
        .containsExactly("create-stack SUCCEEDED", "deploy ABORTED", "swap ABORTED");
    scenario.pushImage("cats", "1.0.0", "healthy");
    releases.succeeded(releases.ask("1.0.0"));
  }

  @Test
  void whatIsToldToItIsToldToTheOperationThatItStandsAt() {
    releases.first(own(), "1.0.0");
    scenario.pushImage("cats", "2.0.1", "healthy");
    var id = releases.ask(request(own().replace("wait: 70", "wait: 1d"), "2.0.1"));
    scenario.runUntil(
        () ->
            releases.phases(id).getLast().endsWith("RUNNING")
                && releases.phase(id, 3).operation().phase() == Phase.BAKING);
    assertThat(releases.page(id).path("controls").toString()).contains(id + "/promote");

    var answer = scenario.call("POST", "/operations/" + id + "/promote", nothing());

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    releases.succeeded(id);
  }

  @Test
  void whoSupersedesEndsAllOfIt() {
    releases.first(own(), "1.0.0");
    scenario.pushImage("cats", "2.0.1", "healthy");
    var id = releases.ask("2.0.1");
    releases.runUntil(id, 1);

    var newer =
        scenario.asked(
            "POST",
            "/stacks/deploytoprodBlue",
            body().put("imageTag", "2.0.1").put("concurrency", "supersede"));

    assertThat(releases.finish(id)).isEqualTo("ABORTED");
    assertThat(releases.phases(id)).containsExactly("deploy ABORTED", "canary-shift SUPERSEDED");
    Asked.succeeded(newer.finish());
  }

  @Test
  void anImageThatNeverComesEndsItAndIsTold() {
    releases.topics();
    var id = releases.ask("1.0.0");
    releases.phase(id, 1).finish();
    scenario.runFor(Duration.ofMinutes(61));
    releases.everyMinute();

    assertThat(releases.finish(id)).isEqualTo("FAILED");
    assertThat(releases.message(id)).contains("deploy: failed: when its turn came", "no image");
    assertThat(releases.phases(id))
        .containsExactly("create-stack SUCCEEDED", "deploy FAILED", "swap FAILED");
    assertThat(releases.told()).containsExactly("releases-bad: Cats: deploy failed");
  }

  /** Whoever was to start an execution is gone: of the first operation, of the ones after it. */
  @ParameterizedTest
  @ValueSource(strings = {"ReleaseStack", "StartQueued"})
  void machinesThatDidNotStartAreStartedByTheSweeper(String function) {
    scenario.account().calls().inject(Faults.swallowing("StartExecution", function));
    var id = releases.ask("1.0.0");
    var creates = !function.equals("ReleaseStack");
    if (creates) {
      releases.push("1.0.0", "healthy");
      releases.runUntil(id, 2);
    }
    scenario.account().calls().inject(Fault.NONE);
    scenario.runFor(Duration.ofMinutes(1));
    releases.everyMinute();
    if (!creates) {
      releases.push("1.0.0", "healthy");
    }
    releases.succeeded(id);
  }

  /** Whoever was to begin the next operation is gone before it has written anything. */
  @Test
  void anEventThatGetsLostIsMadeUpForWithinAMinute() {
    scenario.account().calls().inject(Faults.refusingTransactionsOf("StartQueued"));
    var id = releases.ask("1.0.0");
    releases.push("1.0.0", "healthy");
    releases.phase(id, 1).finish();
    scenario.runFor(Duration.ofSeconds(5));
    assertThat(releases.phases(id)).last().isEqualTo("swap QUEUED");
    scenario.account().calls().inject(Fault.NONE);
    releases.everyMinute();
    releases.succeeded(id);
  }

  /** Somebody stops the execution of one of its operations. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anExecutionThatIsStoppedIsPutBackAndNoOtherBegins(int phase) {
    var id = releases.ask("1.0.0");
    if (phase > 1) {
      releases.push("1.0.0", "healthy");
    }
    releases.runUntil(id, phase);
    scenario.runFor(Duration.ofSeconds(10));
    var machines = scenario.slipway().machines();
    machines.list().stream()
        .filter(execution -> execution.status() == Status.RUNNING)
        .map(ExecutionStatus::executionArn)
        .toList()
        .forEach(arn -> machines.stop(arn, "Stopped", "by hand"));

    assertThat(releases.finish(id)).isIn("FAILED", "ROLLED_BACK");
    assertThat(releases.phases(id).subList(phase, 3)).allMatch(shown -> shown.endsWith("FAILED"));
    if (phase > 1) {
      assertThat(production.customers()).isEqualTo("prod1 100, prod2 0");
      releases.succeeded(releases.ask("1.0.0"));
    }
  }

  @Test
  void anUpdateOfAnotherMemoryIsDeployedBeforeItIsReleased() {
    releases.first(own(), "1.0.0");
    var id = releases.ask(request(changed(), "1.0.0"));
    releases.runUntil(id, 2);
    releases.abort(id);

    assertThat(releases.finish(id)).isEqualTo("ABORTED");
    assertThat(releases.phases(id))
        .containsExactly("update SUCCEEDED", "deploy ABORTED", "canary-shift ABORTED");
    var again = releases.ask(request(changed(), "1.0.0"));
    releases.succeeded(again);
    assertThat(releases.phases(again))
        .containsExactly("deploy SUCCEEDED", "canary-shift SUCCEEDED");
  }
}
