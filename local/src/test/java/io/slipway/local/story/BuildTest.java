package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static io.slipway.local.story.Builds.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.domain.Provider;
import io.slipway.local.account.Fault;
import io.slipway.local.account.builds.BuildScript;
import io.slipway.local.account.builds.BuildScript.Result;
import io.slipway.local.account.source.ProviderMood;
import io.slipway.operation.BuildResult;
import io.slipway.runtime.Json;
import io.slipway.store.Progress;
import io.slipway.store.StepRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Images are built of branches, tags and commits. */
final class BuildTest extends ShopStory {

  private Builds builds;

  @BeforeEach
  void aRepository() {
    builds = Builds.with(scenario, "{}");
  }

  private void succeeds(Run run) {
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  private void fails(Run run, String reason) {
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(FAILED);
    assertThat(run.message()).startsWith("failed: ").contains(reason);
  }

  private StepRecord step(Run run, String state) {
    return new Progress(scenario.platform())
        .of(run.id()).stream().filter(step -> step.state().equals(state)).findFirst().orElseThrow();
  }

  @Test
  void aBranchIsBuiltAsItIsAndDeployed() {
    var commit = builds.push("main");

    var run = builds.asked("branch", "main");
    builds.push("main");
    succeeds(run);

    assertThat(builds.built()).singleElement().extracting("commit").isEqualTo(commit);
    assertThat(builds.tags(0)).containsExactly(commit);
    var result = BuildResult.of(new Progress(scenario.platform()).of(run.id())).orElseThrow();
    assertThat(result.commit().value()).isEqualTo(commit);
    assertThat(result.digest().value()).isEqualTo(builds.images().getFirst().imageDigest());
    assertThat(result.built()).isTrue();
    assertThat(run.steps())
        .containsExactly("BuildImage DONE", "CheckImage DONE", "FinishBuild DONE");
    assertThat(scenario.events("Shop")).contains("STARTED", "SUCCEEDED");
    succeeds(deploy(commit, "dev"));
  }

  @Test
  void aTagIsTheImagesVersionToo() {
    var commit = builds.push("main");
    builds.tag("v1.0.0", commit);

    succeeds(builds.asked("tag", "v1.0.0"));

    assertThat(builds.tags(0)).containsExactlyInAnyOrder(commit, "v1.0.0");
  }

  @Test
  void aShortCommitGetsTheVersionThatWasAskedFor() {
    var commit = builds.push("main");

    succeeds(builds.asked(body("commit", commit.substring(0, 7)).put("version", "2.0.1")));

    assertThat(builds.tags(0)).containsExactlyInAnyOrder(commit, "2.0.1");
  }

  @Test
  void whatIsThereIsNotBuiltAgain() {
    var commit = builds.push("main");
    succeeds(builds.asked("branch", "main"));

    var again = builds.asked(body("commit", commit).put("version", "1.0.0"));
    succeeds(again);

    assertThat(builds.built()).hasSize(1);
    assertThat(builds.images()).hasSize(1);
    assertThat(builds.tags(0)).containsExactlyInAnyOrder(commit, "1.0.0");
    assertThat(again.message()).startsWith("nothing had to be built");
    assertThat(step(again, "BuildImage").message()).contains("is there");
  }

  @Test
  void aFailedBuildHasTheLastLinesOfItsLog() {
    builds.push("main");
    builds.next(
        new BuildScript(
            Result.FAILS,
            60,
            "Step 1/2 : FROM scratch",
            "\u001b[31mERROR\u001b[0m: no such file\u0007 https://ann:s3cret@git.example/x",
            "remote said " + Builds.TOKEN));

    var run = builds.asked("branch", "main");
    fails(run, "ended as FAILED in BUILD: COMMAND_EXECUTION_ERROR");

    var seen = step(run, "BuildImage").details().orElseThrow();
    assertThat(seen.path("phase").asText()).isEqualTo("BUILD");
    assertThat(seen.path("log").findValuesAsText("")).isEmpty();
    assertThat(seen.path("log").toString())
        .contains("ERROR: no such file https://***@git.example/x", "remote said ***")
        .doesNotContain("\\u001b", Builds.TOKEN, "s3cret");
    assertThat(builds.images()).isEmpty();
    assertThat(step(run, "BuildImage").outcome()).isEqualTo(StepRecord.Outcome.FAILED);
    assertThat(scenario.get("/operations/" + run.id()).path("steps").toString())
        .contains("no such file");
  }

  @Test
  void aBuildThatDoesNotEndIsGivenUp() {
    builds.push("main");
    builds.next(new BuildScript(Result.HANGS, 1));

    fails(builds.asked("branch", "main"), "TIMED_OUT");
  }

  @Test
  void aBuildThatPushesNothingFails() {
    builds.push("main");
    builds.next(new BuildScript(Result.PUSHES_NOTHING, 30));

    fails(builds.asked("branch", "main"), "pushed no image shop:");
  }

  @Test
  void anAbortStopsCodeBuildAtOnce() {
    builds.push("main");
    builds.next(new BuildScript(Result.SUCCEEDS, 1800));
    var run = builds.asked("branch", "main");
    scenario.runFor(Duration.ofMinutes(2));

    var answer = scenario.call("POST", "/operations/" + run.id() + "/abort", shop().removeAll());
    scenario.runFor(Duration.ofSeconds(5));

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    assertThat(builds.built()).singleElement().extracting("status").isEqualTo("STOPPED");
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(ABORTED);
    assertThat(run.message()).startsWith("aborted: the build was ended by a caller");
    assertThat(builds.images()).isEmpty();
  }

  @Test
  void anImageWithCriticalFindingsGetsNoVersion() {
    var commit = builds.push("main");
    builds.next(BuildScript.USUAL.finding(Map.of("CRITICAL", 2, "LOW", 5)));

    var run = builds.asked(body("branch", "main").put("version", "1.0.0"));
    fails(run, "the scan found 2 critical; at most high is allowed");

    assertThat(builds.tags(0)).containsExactly(commit);
    assertThat(step(run, "CheckImage").details().orElseThrow().toString())
        .contains("\"CRITICAL\":2");
    fails(builds.asked(body("branch", "main").put("version", "1.0.0")), "2 critical");
    assertThat(builds.built()).hasSize(1);
  }

  @Test
  void whatIsAllowedIsFoundAndUsed() {
    builds.push("main");
    builds.next(BuildScript.USUAL.finding(Map.of("HIGH", 3)));

    var run = builds.asked("branch", "main");
    succeeds(run);

    assertThat(run.message()).contains("scanned: 3 HIGH");
  }

  @Test
  void whatCannotBeScannedIsRefusedUnlessThatIsAllowed() {
    builds.push("main");
    builds.next(BuildScript.USUAL.unscannable());
    fails(builds.asked("branch", "main"), "UnsupportedImageError");

    builds.webhook("hook-2", Provider.GITHUB, "{\"scan\": {\"unscanned\": true}}");
    succeeds(builds.asked(body("branch", "main").put("webhook", "hook-2")));
  }

  @Test
  void aScanIsAskedForWhereNoneBegan() {
    builds.push("main");
    scenario
        .slipway()
        .clients()
        .get(EcrClient.class)
        .putImageScanningConfiguration(
            put ->
                put.repositoryName("shop")
                    .imageScanningConfiguration(scanning -> scanning.scanOnPush(false)));
    builds.next(BuildScript.USUAL.finding(Map.of("CRITICAL", 1)));

    fails(builds.asked("branch", "main"), "1 critical");
  }

  @Test
  void anAbortThatStopsNothingIsStoppedByTheSweeper() {
    builds.push("main");
    builds.next(new BuildScript(Result.SUCCEEDS, 1800));
    var run = builds.asked("branch", "main");
    scenario.runFor(Duration.ofSeconds(40));
    scenario.account().calls().inject(Faults.swallowing("StopExecution", "ControlOperation"));
    var answer = scenario.call("POST", "/operations/" + run.id() + "/abort", shop().removeAll());
    scenario.account().calls().inject(Fault.NONE);

    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    Interruptions.sweep(scenario);
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(ABORTED);
    assertThat(builds.built()).singleElement().extracting("status").isEqualTo("STOPPED");
  }

  @Test
  void aTagThatIsTakenIsRefusedBeforeAnythingStarts() {
    builds.push("main");
    push("1.0.0", "healthy");

    assertRefused(
        409,
        "the tag '1.0.0' stands for another image",
        "/stacks/shop/builds",
        body("branch", "main").put("version", "1.0.0"));

    assertThat(builds.built()).isEmpty();
  }

  @Test
  void aTagThatIsTakenMeanwhileIsNotMoved() {
    builds.push("main");
    var run = builds.asked(body("branch", "main").put("version", "1.0.0"));
    scenario.runFor(Duration.ofSeconds(30));
    push("1.0.0", "healthy");

    fails(run, "the tag '1.0.0' stands for another image");

    assertThat(builds.images()).hasSize(2);
  }

  @Test
  void twoBuildsOfOneCommitBothEndWithItsImage() {
    builds.push("main");

    var one = builds.asked("branch", "main");
    var other = builds.asked("branch", "main");

    succeeds(one);
    succeeds(other);
    assertThat(builds.built()).hasSize(2);
    assertThat(builds.images()).hasSize(1);
  }

  @Test
  void buildsRunBesideOtherOperations() {
    builds.push("main");
    push("1.0.0", "slow");
    var deploy = deploy("1.0.0", "dev");

    var run = builds.asked("branch", "main");

    assertThat(run.operation().locks()).isEmpty();
    succeeds(run);
    succeeds(deploy);
  }

  @Test
  void whatCannotBeBuiltIsRefused() {
    builds.push("main");
    refused(404, "has no branch 'gone'", "{\"branch\": \"gone\"}");
    refused(404, "has no tag 'v9'", "{\"tag\": \"v9\"}");
    refused(404, "has no commit 'abcdef0'", "{\"commit\": \"abcdef0\"}");
    refused(400, "commit: a commit's hexadecimal digits", "{\"commit\": \"dirty\"}");
    refused(400, "branch: a name that git allows", "{\"branch\": \"a..b\"}");
    refused(400, "one of branch, tag and commit", "{\"branch\": \"main\", \"tag\": \"v1\"}");
    refused(400, "one of branch, tag and commit", "{}");
    refused(400, "version: letters, digits", "{\"branch\": \"main\", \"version\": \"-x\"}");
    refused(404, "has no such webhook", "{\"branch\": \"main\", \"webhook\": \"other\"}");
    refused(400, "unknown field", "{\"branch\": \"main\", \"dirty\": true}");
  }

  private void refused(int status, String reason, String body) {
    var answer = scenario.slipway().call("POST", "/stacks/shop/builds", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("errorMessage").asText()).contains(reason);
  }

  @Test
  void aProviderThatDoesNotAnswerIsSaid() {
    builds.push("main");
    in(ProviderMood.UNAUTHORIZED, 409, "does not accept the token");
    in(ProviderMood.FORBIDDEN, 409, "does not allow it with this token");
    in(ProviderMood.LIMITED, 503, "busy");
    in(ProviderMood.BROKEN, 503, "busy");
    in(ProviderMood.SILENT, 503, "busy");
  }

  private void in(ProviderMood mood, int status, String reason) {
    scenario.slipway().providers().answering(Provider.GITHUB, mood);
    assertRefused(status, reason, "/stacks/shop/builds", body("branch", "main"));
  }

  @Test
  void withoutAWebhookTheReasonIsSaid() {
    scenario.createStack("Bare").finish();

    assertRefused(
        409,
        "has no webhook, which says where its source is",
        "/stacks/bare/builds",
        body("branch", "main"));
    builds.webhook("hook-2", Provider.GITHUB, "{}");
    assertRefused(
        400, "has several; say which: hook-1", "/stacks/shop/builds", body("branch", "main"));
  }

  @Test
  void gitLabIsBuiltFromThroughAConnectionOnly() {
    builds.webhook("hook-lab", Provider.GITLAB, "{}");

    assertRefused(
        409,
        "only through one",
        "/stacks/shop/builds",
        body("commit", "0".repeat(40)).put("webhook", "hook-lab"));
  }

  @Test
  void aDryRunSaysWhatWouldBeDone() {
    var commit = builds.push("main");

    var answer = scenario.call("POST", "/stacks/shop/builds?dryRun=true", body("branch", "main"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text()).contains("BuildImage", commit);
    assertThat(builds.built()).isEmpty();
  }

  @Test
  void codeBuildIsToldBySettingsAndGetsNoSecret() {
    builds.push("main");
    builds.parameters();
    builds.webhook(
        "hook-2",
        Provider.GITHUB,
        "{\"architecture\": \"arm64\", \"arguments\": [\"NPM_TOKEN\"], \"buildspec\": \"ci/build.yml\"}");

    var run = builds.asked(body("branch", "main").put("webhook", "hook-2"));
    succeeds(run);

    var build = builds.built().getFirst();
    assertThat(build.environment()).isEqualTo("ARM_CONTAINER");
    assertThat(build.source()).isEqualTo("https://github.com/acme/shop.git");
    assertThat(build.variables()).contains("NPM_TOKEN PARAMETER_STORE", "SLIPWAY_IMAGE PLAINTEXT");
    assertThat(history(run))
        .contains("PARAMETER_STORE", "SECRETS_MANAGER", "secret:slipway-dev/tokens/acme")
        .doesNotContain(Builds.TOKEN, "hunter2");
    assertThat(scenario.get("/operations/" + run.id()).toString()).doesNotContain(Builds.TOKEN);
    assertThat(Json.text(scenario.slipway().account().calls().list())).doesNotContain(Builds.TOKEN);
  }

  @Test
  void anArgumentThatIsNoParameterIsRefused() {
    builds.push("main");
    builds.webhook("hook-2", Provider.GITHUB, "{\"arguments\": [\"NPM_TOKEN\"]}");

    assertRefused(
        409,
        "names 'NPM_TOKEN', which dev of 'Shop' has no parameters for",
        "/stacks/shop/builds",
        body("branch", "main").put("webhook", "hook-2"));
  }

  private String history(Run run) {
    return scenario.slipway().machines().list().stream()
        .filter(execution -> execution.name().equals(run.id()))
        .map(execution -> scenario.slipway().machines().history(execution.executionArn()))
        .map(List::toString)
        .reduce("", String::concat);
  }
}
