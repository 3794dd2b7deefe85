package io.slipway.local.story;

import static io.slipway.local.story.Asked.createCats;
import static io.slipway.local.story.Asked.deploy;
import static io.slipway.local.story.Asked.push;
import static io.slipway.local.story.Asked.swap;
import static io.slipway.local.story.Production.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.Fault;
import java.time.Duration;

/** What is asked of plans, and a situation in which they are made. */
final class Plans {

  static final String PATH = "/stacks/" + Production.NAME + "/plan";

  private Plans() {}

  /** Of everything, of rules, of a template that is long; and one that leaves something behind. */
  static void thatAreMade(Scenario scenario) {
    createCats(scenario);
    push(scenario, "1.0.0", "2.0.0");
    deploy(scenario, "/stacks/deploy", "1.0.0", "dev", "training", "prod");
    swap(scenario);
    made(scenario, larger().put("imageTag", "2.0.0"));
    made(scenario, Updates.withRule(scenario).put("environment", "prod"));
    made(scenario, longer(scenario).put("environment", "prod"));
    scenario.account().calls().inject(Faults.throttling("DeleteChangeSet", "PlanStack"));
    made(scenario, larger().put("environment", "dev"));
    scenario.account().calls().inject(Fault.NONE);
    sweep(scenario);
  }

  static JsonNode made(Scenario scenario, ObjectNode body) {
    var answer = scenario.call("POST", PATH, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  /** Once plans are old enough. */
  static void sweep(Scenario scenario) {
    scenario.runFor(Duration.ofMinutes(2));
    assertThat(scenario.slipway().functions().invoke("Sweep", Scenario.sample("sweep/Sweep.json")))
        .isDone();
  }

  /** The sample with more memory, and more tasks at most. */
  static ObjectNode larger() {
    var body = Updates.specification(6, 3);
    ((ObjectNode) body.path("specification")).put("memory", 1024);
    return body;
  }

  /** What it has, with so many variables that the template is too long for a request. */
  static ObjectNode longer(Scenario scenario) {
    var specification = (ObjectNode) scenario.get(Updates.PATH);
    var task = specification.path("services").elements().next().path("task");
    var variables = ((ObjectNode) task.path("containers").path(0)).putObject("environment");
    for (int i = 0; i < 60; i++) {
      variables.put("LONG_" + i, "x".repeat(500));
    }
    var body = nothing();
    body.set("specification", specification);
    return body;
  }
}
