package io.slipway.local.story;

import static io.slipway.local.story.Production.body;
import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.OperationState;
import io.slipway.runtime.Json;

/** What is asked of the application that situations are about. */
final class Asked {

  static final String IDLE = "/stacks/deploytoprodBlue";

  private Asked() {}

  static void succeeded(Run run) {
    assertThat(run.outcome()).as(run.message()).isEqualTo(OperationState.SUCCEEDED);
  }

  static ObjectNode creation() {
    var request = Scenario.sample("api/create-stack.json").put("applicationName", Production.NAME);
    request.putObject("environments").put("training", true).put("da", true);
    return request;
  }

  static void createCats(Scenario scenario) {
    scenario.asked("POST", "/stacks", creation()).finish();
  }

  static void deleteCats(Scenario scenario) {
    var request = nothing().put("stack", Production.NAME).put("deleteImages", true);
    var foretold = scenario.call("DELETE", "/stacks?dryRun=true", request);
    assertThat(foretold.status()).as(foretold.text()).isEqualTo(200);
    scenario.deleteStack(Production.NAME, true).finish();
  }

  static void push(Scenario scenario, String... tags) {
    for (var tag : tags) {
      scenario.pushImage("cats", tag, "healthy");
    }
  }

  static ObjectNode deployment(String tag, String... environments) {
    var request = tag == null ? body() : body().put("imageTag", tag);
    if (environments.length > 0) {
      request.set("environment", Json.tree(environments));
    }
    return request;
  }

  static void deploy(Scenario scenario, String path, String tag, String... environments) {
    scenario.asked("POST", path, deployment(tag, environments)).finish();
  }

  static void swap(Scenario scenario) {
    scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body()).finish();
  }

  static void rollback(Scenario scenario, String environment) {
    scenario.asked("POST", "/stacks/rollback", body().put("environment", environment)).finish();
  }

  static Run status(Scenario scenario, String action, String... environments) {
    var request = body().put("action", action);
    if (environments.length > 0) {
      request.set("environment", Json.tree(environments));
    }
    return scenario.asked("POST", "/stacks/nonprodStatus", request).finish();
  }

  static Run blueStatus(Scenario scenario, String action) {
    return scenario.asked("POST", "/stacks/prodblueStatus", body().put("action", action)).finish();
  }

  static void byHand(Scenario scenario, String machine, ObjectNode input) {
    var name = machine + "-" + scenario.slipway().machines().list().size();
    scenario.startedByHand(machine, name, input).finish();
  }
}
