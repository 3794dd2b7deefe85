package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.RUNNING;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.domain.OperationState.SUPERSEDED;
import static io.slipway.local.story.Pushes.commit;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.PipelineRule;
import io.slipway.domain.Place;
import io.slipway.domain.Provider;
import io.slipway.domain.Role;
import io.slipway.domain.SourceChange;
import io.slipway.local.account.builds.BuildScript;
import io.slipway.local.account.source.ProviderMood;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of the source causes, by the rules of its webhook. */
final class PipelineTest extends ShopStory {

  private static final String TO_DEV =
      "[{'when': {'event': 'push', 'branches': 'main'}, 'then': [{'deploy': ['dev']}]}]";

  private static final String TO_CUSTOMERS =
      "[{'when': {'event': 'release', 'tags': 'v*'}, 'then': [{'deploy': ['stage']}, 'idle',"
          + " 'approval', 'release']}]";

  @Test
  void aPushIsDeployedWithTheImageOfItsCommit() {
    push(commit("c1"), "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);

    var id = pushes.push("main", "c0", "c1");
    scenario.runFor(ofSeconds(5));
    assertThat(pushes.stages(id)).containsExactly("deploy to dev RUNNING");
    assertThat(pushes.page(id).path("operation").asText()).isEqualTo("pipeline");
    assertThat(pushes.page(id).path("startedBy").asText()).isEqualTo("webhook of github, ada");
    assertThat(pushes.finish(id)).as(pushes.page(id).toString()).isEqualTo(SUCCEEDED);

    assertThat(release(Place.DEV).version().value()).isEqualTo(commit("c1"));
    assertThat(pushes.stages(id)).containsExactly("deploy to dev SUCCEEDED");
    assertThat(pushes.page(id).path("message").asText()).isEqualTo("push to 'main': done");
    assertThat(scenario.events("Shop"))
        .endsWith("SUCCEEDED")
        .filteredOn("STARTED"::equals)
        .hasSize(3);
  }

  @Test
  void aVersionGoesThroughStageAndTheIdleSlotAndWaitsForAPerson() {
    push("v1.0.0", "healthy");
    push("v2.0.1", "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_CUSTOMERS);
    var first = pushes.deliver(released("v1.0.0"));
    pushes.untilApproval(first);
    assertThat(pushes.control(first, "approve")).isEqualTo(202);
    assertThat(pushes.finish(first)).as(pushes.page(first).toString()).isEqualTo(SUCCEEDED);

    var id = pushes.deliver(released("v2.0.1"));
    pushes.untilApproval(id);
    assertThat(pushes.stages(id))
        .containsExactly(
            "deploy to stage SUCCEEDED", "idle SUCCEEDED", "approval RUNNING", "release not begun");
    assertThat(pushes.page(id).path("waitingFor").asText()).startsWith("approval, for 7 days");
    assertThat(pushes.page(id).path("controls").toString()).contains("approve", "abort");
    assertThat(pushes.control(id, "promote")).isEqualTo(409);
    assertThat(live()).isEqualTo("v1.0.0");

    assertThat(pushes.control(id, "approve")).isEqualTo(202);
    assertThat(pushes.finish(id)).as(pushes.page(id).toString()).isEqualTo(SUCCEEDED);
    assertThat(live()).isEqualTo("v2.0.1");
    assertThat(release(Place.STAGE).version().value()).isEqualTo("v2.0.1");
    assertThat(scenario.events("Shop")).contains("APPROVE");
  }

  @Test
  void nobodyApproves() {
    push("v1.0.0", "healthy");
    var pushes =
        Pushes.with(
            scenario,
            "Shop",
            TO_CUSTOMERS.replace("'approval'", "{'approval': {'within': '90m'}}"));
    var id = pushes.deliver(released("v1.0.0"));
    pushes.untilApproval(id);
    scenario.runFor(ofMinutes(91));

    assertThat(pushes.state(id)).isEqualTo(FAILED);
    assertThat(pushes.pipeline(id).message()).endsWith("nobody approved within 1 hour 30 minutes");
    assertThat(pushes.control(id, "approve")).isEqualTo(409);
  }

  @Test
  void aPersonSaysNo() {
    push("v1.0.0", "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_CUSTOMERS);
    var id = pushes.deliver(released("v1.0.0"));
    pushes.untilApproval(id);
    assertThat(pushes.control(id, "abort")).isEqualTo(202);

    assertThat(pushes.finish(id)).isEqualTo(ABORTED);
    assertThat(pushes.stages(id)).endsWith("approval ABORTED", "release not begun");
    assertThat(pushes.control(id, "abort")).isEqualTo(200);
  }

  @Test
  void whatIsUnderWayIsAbortedWithThePipeline() {
    push(commit("c1"), "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var id = pushes.push("main", "c0", "c1");
    scenario.runFor(ofSeconds(5));
    assertThat(pushes.control(id, "abort")).isEqualTo(202);

    assertThat(pushes.finish(id)).isEqualTo(ABORTED);
    assertThat(entry(Place.DEV).release()).isEmpty();
  }

  @Test
  void aStageThatFailsEndsThePipelineWithTheReason() {
    push("v1.0.0", "crashing");
    var pushes = Pushes.with(scenario, "Shop", TO_CUSTOMERS);
    var id = pushes.deliver(released("v1.0.0"));

    assertThat(pushes.finish(id)).isEqualTo(FAILED);
    assertThat(pushes.pipeline(id).message()).startsWith("release 'v1.0.0': deploy " + id + "-1");
    assertThat(pushes.stages(id)).startsWith("deploy to stage FAILED", "idle not begun");
  }

  @Test
  void anImageThatIsNotThereIsSaid() {
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var id = pushes.push("main", "c0", "c1");

    assertThat(pushes.finish(id)).isEqualTo(FAILED);
    assertThat(pushes.pipeline(id).message()).contains("deploy to dev: ").contains(commit("c1"));
    assertThat(pushes.stages(id)).containsExactly("deploy to dev FAILED");
  }

  @Test
  void whatNoRuleIsForEndsAtOnceAndWhatAnApplicationHasNotIsRefused() {
    var pushes =
        Pushes.with(
            scenario,
            "Shop",
            "[{'when': {'event': 'push', 'branches': 'main'}, 'then': [{'deploy': ['da']}]}]");
    var other = pushes.push("feature", "c0", "c1");
    var refused = pushes.push("main", "c0", "c1");
    scenario.runFor(ofSeconds(5));

    assertThat(pushes.state(other)).isEqualTo(SUCCEEDED);
    assertThat(pushes.page(other).path("message").asText()).contains("nothing to do");
    assertThat(pushes.page(other).path("stages")).isEmpty();
    assertThat(pushes.state(refused)).isEqualTo(FAILED);
    assertThat(pushes.pipeline(refused).message()).contains("has no environment da");
  }

  @Test
  void anOlderPushThatArrivesLateIsNotDeployedAfterANewerOne() {
    push(commit("c1"), "healthy");
    push(commit("c2"), "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var older = pushes.pushed("main", "c0", "c1");
    scenario.runFor(ofSeconds(5));
    var second = pushes.push("main", "c1", "c2");
    scenario.runFor(ofSeconds(5));
    var first = pushes.deliver(older);

    assertThat(pushes.finish(first)).isEqualTo(SUPERSEDED);
    assertThat(pushes.pipeline(first).message()).contains("newer push").contains(second);
    assertThat(pushes.finish(second)).isEqualTo(SUCCEEDED);
    assertThat(release(Place.DEV).version().value()).isEqualTo(commit("c2"));
  }

  @Test
  void ofThoseThatWaitOnlyTheNewestIsDeployed() {
    for (int i = 1; i <= 4; i++) {
      push(commit("c" + i), "healthy");
    }
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var first = pushes.push("main", "c0", "c1");
    scenario.runFor(ofSeconds(5));
    var second = pushes.push("main", "c1", "c2");
    scenario.runFor(ofSeconds(1));
    var fourth = pushes.push("main", "c3", "c4");
    scenario.runFor(ofSeconds(1));
    var third = pushes.push("main", "c2", "c3");

    assertThat(pushes.finish(first)).isEqualTo(SUCCEEDED);
    assertThat(pushes.finish(second)).isEqualTo(SUPERSEDED);
    assertThat(pushes.finish(third)).isEqualTo(SUPERSEDED);
    assertThat(pushes.finish(fourth)).isEqualTo(SUCCEEDED);
    assertThat(pushes.pipeline(second).message()).contains("superseded by pipeline " + fourth);
    assertThat(release(Place.DEV).version().value()).isEqualTo(commit("c4"));
  }

  @Test
  void aNewerVersionInTheIdleSlotTakesThePlaceOfOneThatWaitsForAPerson() {
    push("v1.0.0", "healthy");
    push("v2.0.1", "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_CUSTOMERS);
    var older = pushes.deliver(released("v1.0.0"));
    pushes.untilApproval(older);
    var newer = pushes.deliver(released("v2.0.1"));

    assertThat(pushes.finish(older)).isEqualTo(SUPERSEDED);
    assertThat(pushes.control(older, "approve")).isEqualTo(409);
    pushes.untilApproval(newer);
    assertThat(pushes.control(newer, "approve")).isEqualTo(202);
    assertThat(pushes.finish(newer)).isEqualTo(SUCCEEDED);
    assertThat(live()).isEqualTo("v2.0.1");
  }

  @Test
  void whatAPersonHasPutIntoTheIdleSlotMeanwhileIsNotReleased() {
    push("v1.0.0", "healthy");
    push("hotfix", "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_CUSTOMERS);
    var id = pushes.deliver(released("v1.0.0"));
    pushes.untilApproval(id);
    scenario.asked("POST", "/stacks/deploytoprodBlue", shop().put("imageTag", "hotfix")).finish();
    assertThat(pushes.control(id, "approve")).isEqualTo(202);

    assertThat(pushes.finish(id)).isEqualTo(FAILED);
    assertThat(pushes.pipeline(id).message()).contains("has hotfix with the image");
  }

  @Test
  void anImageThatWasBuiltElsewhereIsDeployedAndTheProviderOfItsCommitIsToldNothing() {
    var pushes =
        Pushes.with(
            scenario,
            "Shop",
            "[{'when': {'event': 'image', 'tags': 'nightly-*'}, 'then': [{'deploy': ['dev']}]}]");
    push("other", "healthy");
    push("nightly-7", "healthy");
    scenario.runUntil(() -> entry(Place.DEV).release().isPresent());
    scenario.runFor(ofSeconds(5));

    assertThat(release(Place.DEV).version().value()).isEqualTo("nightly-7");
    var ids = pushes.started();
    assertThat(ids).hasSize(1);
    assertThat(pushes.pipeline(ids.getFirst()).message()).isEqualTo("image nightly-7: done");
  }

  @Test
  void everyStageIsSaidBesideTheCommit() {
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var commit = pushes.committed("main");
    push(commit, "healthy");
    var id = pushes.push("main", "c0", commit);
    scenario.runFor(ofSeconds(5));
    assertThat(pushes.statuses())
        .last()
        .isEqualTo("pending slipway/Shop/push: 1 of 1: deploy to dev");
    assertThat(pushes.link()).endsWith("/dev/operations/" + id).startsWith("https://");

    assertThat(pushes.finish(id)).isEqualTo(SUCCEEDED);
    scenario.runFor(ofSeconds(5));
    assertThat(pushes.statuses())
        .last()
        .isEqualTo("success slipway/Shop/push: done: deploy to dev");
  }

  @Test
  void aProviderThatDoesNotAnswerDelaysNothingAndIsToldTheTruthLater() {
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var commit = pushes.committed("main");
    pushes.providerIs(ProviderMood.SILENT);
    var id = pushes.push("main", "c0", commit);
    assertThat(pushes.finish(id)).as("there is no image").isEqualTo(FAILED);
    assertThat(pushes.statuses()).isEmpty();

    pushes.providerIs(ProviderMood.WELL);
    scenario.runFor(ofMinutes(5));
    assertThat(pushes.statuses())
        .isNotEmpty()
        .allMatch(said -> said.startsWith("failure slipway/Shop/push: failed: push to 'main'"));
  }

  @Test
  void whatEndsInTheQueueEndsItsPipelineWithinAMinute() {
    push(commit("c1"), "healthy");
    push(commit("c2"), "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var first = pushes.push("main", "c0", "c1");
    scenario.runFor(ofSeconds(5));
    var second = pushes.push("main", "c1", "c2");
    scenario.runFor(ofSeconds(5));
    assertThat(pushes.stages(second)).containsExactly("deploy to dev QUEUED");
    assertThat(pushes.control(second + "-1", "abort")).isEqualTo(202);
    scenario.runFor(ofSeconds(5));
    assertThat(pushes.state(second)).as("no execution has ended").isEqualTo(RUNNING);
    pushes.everyMinute();
    assertThat(pushes.finish(second)).isEqualTo(ABORTED);
    assertThat(pushes.finish(first)).isEqualTo(SUCCEEDED);
  }

  @Test
  void aPipelineWhoseExecutionSomebodyStopsHasFailed() {
    push(commit("c1"), "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var id = pushes.push("main", "c0", "c1");
    scenario.runFor(ofSeconds(5));
    var machines = scenario.slipway().machines();
    machines.list().stream()
        .filter(execution -> execution.name().equals(id))
        .forEach(execution -> machines.stop(execution.executionArn(), "Stopped", "by hand"));
    scenario.runFor(ofSeconds(5));

    assertThat(pushes.state(id)).isEqualTo(FAILED);
    assertThat(pushes.pipeline(id).message())
        .endsWith("its execution has ended as ABORTED before it");
    new Run(scenario, id + "-1").finish();
    assertThat(release(Place.DEV).version().value()).isEqualTo(commit("c1"));
  }

  @Test
  void theSameDeliveryIsOnePipelineHoweverOftenItIsStarted() {
    push(commit("c1"), "healthy");
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var id = pushes.push("main", "c0", "c1");
    scenario.runFor(ofSeconds(5));
    pushes.start("delivery-1");
    assertThat(pushes.finish(id)).isEqualTo(SUCCEEDED);

    assertThat(pushes.started()).containsExactly(id);
    assertThat(scenario.startedByHand("pipeline", "another", pushes.input("delivery-1")).id())
        .isEqualTo("another");
    scenario.runFor(ofSeconds(5));
    assertThat(scenario.call("GET", "/operations/another", shop()).status()).isEqualTo(404);
  }

  @Test
  void aPushToMainIsBuiltAndDeployedToDev() {
    var pushes = Pushes.with(scenario, "Shop", PipelineRule.DEFAULTS);
    var commit = pushes.committed("main");
    var id = pushes.push("main", "c0", commit);

    assertThat(pushes.finish(id)).as(pushes.page(id).toString()).isEqualTo(SUCCEEDED);
    assertThat(pushes.stages(id)).containsExactly("build SUCCEEDED", "deploy to dev SUCCEEDED");
    assertThat(release(Place.DEV).version().value()).isEqualTo(commit);
    scenario.runFor(ofSeconds(5));
    assertThat(pushes.statuses())
        .containsExactly(
            "pending slipway/Shop/push: 1 of 2: build",
            "pending slipway/Shop/push: 2 of 2: deploy to dev",
            "success slipway/Shop/push: done: build, deploy to dev");
  }

  @Test
  void aVersionIsBuiltAndComesToItsCustomersWhenAPersonApproves() {
    var pushes = Pushes.with(scenario, "Shop", PipelineRule.DEFAULTS);
    var commit = pushes.committed("main");
    pushes.tagged("v2.0.1", commit);
    var id = pushes.tag("v2.0.1", commit);
    pushes.untilApproval(id);
    assertThat(pushes.stages(id))
        .containsExactly(
            "build SUCCEEDED",
            "deploy to stage SUCCEEDED",
            "idle SUCCEEDED",
            "approval RUNNING",
            "release not begun");
    assertThat(release(Place.STAGE).version().value()).isEqualTo("v2.0.1");

    assertThat(pushes.control(id, "approve")).isEqualTo(202);
    assertThat(pushes.finish(id)).as(pushes.page(id).toString()).isEqualTo(SUCCEEDED);
    assertThat(live()).isEqualTo("v2.0.1");
  }

  @Test
  void whatGitHubSendsIsDeployed() {
    var hooks = new Hooks(scenario);
    var wish = Hooks.wish(Provider.GITHUB);
    wish.set("rules", Pushes.written(TO_DEV));
    wish.remove("build");
    var hook = hooks.make("Shop", wish);
    var payload = hooks.push(push -> push.put("ref", "refs/heads/main").put("after", commit("c1")));
    push(commit("c1"), "healthy");
    var answer = hooks.gitHub(hook, "push", payload);
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    scenario.runUntil(() -> entry(Place.DEV).release().isPresent());

    assertThat(release(Place.DEV).version().value()).isEqualTo(commit("c1"));
    assertThat(answer.text()).contains("pipeline-");
  }

  @Test
  void aBuildThatFailsEndsThePipelineAndTheCommitSaysSo() {
    var pushes = Pushes.with(scenario, "Shop", PipelineRule.DEFAULTS);
    var commit = pushes.committed("main");
    scenario
        .slipway()
        .codeBuild()
        .next(new BuildScript(BuildScript.Result.FAILS, 60, "no such file"));
    var id = pushes.push("main", "c0", commit);

    assertThat(pushes.finish(id)).isEqualTo(FAILED);
    assertThat(pushes.stages(id)).containsExactly("build FAILED", "deploy to dev not begun");
    scenario.runFor(ofSeconds(5));
    assertThat(pushes.statuses()).last().asString().startsWith("failure slipway/Shop/push: failed");
  }

  @Test
  void anImageThatSlipwayBuildsItselfStartsNothingElse() {
    var pushes =
        Pushes.with(
            scenario,
            "Shop",
            "[{'when': {'event': 'push'}, 'then': ['build']}, {'when': {'event': 'image'}, 'then':"
                + " [{'deploy': ['dev']}]}]");
    var id = pushes.push("main", "c0", pushes.committed("main"));
    assertThat(pushes.finish(id)).isEqualTo(SUCCEEDED);
    scenario.runFor(ofMinutes(5));

    assertThat(pushes.started()).containsExactly(id);
    push("elsewhere", "healthy");
    scenario.runFor(ofSeconds(5));
    assertThat(pushes.started()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void inWhateverOrderPushesArriveNoneIsDeployedAfterANewerOne(long seed) {
    var random = new Random(seed);
    var pushes = Pushes.with(scenario, "Shop", TO_DEV);
    var arrivals = new ArrayList<SourceChange>();
    for (int i = 1; i <= 12; i++) {
      push(commit("c" + i), "healthy");
      arrivals.add(pushes.pushed("main", "c" + (i - 1), "c" + i));
      scenario.runFor(ofSeconds(1));
    }
    Collections.shuffle(arrivals, random);
    var ids = new ArrayList<String>();
    for (var arrival : arrivals) {
      ids.add(pushes.deliver(arrival));
      scenario.runFor(ofSeconds(random.nextInt(120)));
    }
    ids.forEach(pushes::finish);

    var begun = pushes.begunAtDev(ids);
    assertThat(begun).as("seed %s: %s", seed, begun).isSorted().doesNotHaveDuplicates();
    assertThat(release(Place.DEV).version().value()).isEqualTo(commit("c12"));
  }

  private String live() {
    return scenario.inventory("Shop").stream()
        .filter(entry -> entry.role().filter(Role.LIVE::equals).isPresent())
        .flatMap(entry -> entry.release().stream())
        .map(release -> release.version().value())
        .findFirst()
        .orElse("nothing");
  }

  private SourceChange released(String tag) {
    return new SourceChange.ReleasePublished(
        tag, Optional.empty(), Optional.of("ada"), scenario.slipway().timeline().clock().instant());
  }
}
