package io.slipway.local.story;

import static io.slipway.local.story.Builds.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.OperationState;
import io.slipway.domain.Provider;
import io.slipway.local.account.Fault;
import io.slipway.local.account.builds.BuildScript;
import io.slipway.local.account.builds.BuildScript.Result;
import java.time.Duration;
import software.amazon.awssdk.services.ecr.EcrClient;

/** Builds in every situation in which one of their functions needs a permission. */
final class BuildSituations {

  private BuildSituations() {}

  static void byRequest(Scenario scenario) {
    var builds = begin(scenario);
    builds.tag("v1.0.0", builds.push("main"));
    succeeded(builds.asked("tag", "v1.0.0"));
    builds.push("main");
    builds.next(new BuildScript(Result.FAILS, 30, "no such file"));
    failed(builds.asked("branch", "main"));
    builds.push("main");
    var one = builds.asked("branch", "main");
    var other = builds.asked("branch", "main");
    succeeded(one);
    succeeded(other);
    builds.push("main");
    var late = builds.asked(body("branch", "main").put("version", "9.9.9"));
    scenario.runFor(Duration.ofSeconds(30));
    scenario.pushImage("shop", "9.9.9", "healthy");
    failed(late);
    scenario
        .slipway()
        .clients()
        .get(EcrClient.class)
        .putImageScanningConfiguration(
            put ->
                put.repositoryName("shop")
                    .imageScanningConfiguration(scanning -> scanning.scanOnPush(false)));
    builds.push("main");
    succeeded(builds.asked("branch", "main"));
  }

  static void byHand(Scenario scenario) {
    var builds = begin(scenario);
    builds.push("main");
    builds.parameters();
    builds.webhook("hook-2", Provider.GITHUB, "{\"arguments\": [\"NPM_TOKEN\"]}");
    succeeded(
        scenario.startedByHand(
            "build", "by-hand", input("branch", "main").put("webhook", "hook-2")));
    scenario.startedByHand("build", "by-hand-2", input("branch", "main"));
    scenario.runFor(Duration.ofMinutes(1));
    scenario.startedByHand("build", "by-hand-3", input("branch", "main").put("webhook", "hook-1"));
    scenario.runFor(Duration.ofMinutes(5));
  }

  static void thatAreInterrupted(Scenario scenario) {
    var builds = begin(scenario);
    builds.push("main");
    scenario.account().calls().inject(Faults.swallowing("StartExecution", Faults.ANYBODY));
    var unstarted = builds.asked("branch", "main");
    scenario.account().calls().inject(Fault.NONE);
    scenario.runFor(Duration.ofMinutes(1));
    Interruptions.sweep(scenario);
    succeeded(unstarted);
    builds.push("main");
    var aborted = builds.asked("branch", "main");
    scenario.runFor(Duration.ofSeconds(40));
    scenario.account().calls().inject(Faults.swallowing("StopExecution", "ControlOperation"));
    abort(scenario, aborted);
    scenario.account().calls().inject(Fault.NONE);
    Interruptions.sweep(scenario);
    assertThat(aborted.finish().outcome()).isEqualTo(OperationState.ABORTED);
    builds.push("main");
    var again = builds.asked("branch", "main");
    scenario.runFor(Duration.ofSeconds(20));
    abort(scenario, again);
    assertThat(again.finish().outcome()).isEqualTo(OperationState.ABORTED);
  }

  private static void abort(Scenario scenario, Run run) {
    var answer =
        scenario.call(
            "POST",
            "/operations/" + run.id() + "/abort",
            io.slipway.runtime.Json.mapper().createObjectNode());
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  private static Builds begin(Scenario scenario) {
    succeeded(scenario.createStack("Shop"));
    return Builds.with(scenario, "{}");
  }

  private static ObjectNode input(String key, String value) {
    return body(key, value).put("applicationName", "shop");
  }

  private static void succeeded(Run run) {
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
  }

  private static void failed(Run run) {
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(OperationState.FAILED);
  }
}
