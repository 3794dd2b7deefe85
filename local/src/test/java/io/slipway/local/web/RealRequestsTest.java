package io.slipway.local.web;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.OperationState;
import io.slipway.local.story.Run;
import io.slipway.local.story.Scenario;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Customers who keep their connections, some with slow requests, notice no release at all. */
class RealRequestsTest {

  private static final String HOST = "cats-prod.slipway.test";
  private static final int CUSTOMERS = 3;
  private static final int SLOW_SECONDS = 7;

  private final List<Wire> customers = new ArrayList<>();
  private final Deque<Wire> slow = new ArrayDeque<>();
  private WatchedTimeline time;
  private WebFront front;
  private int scheduled;
  private int answers;

  @Test
  void noRequestFailsWhileReleasesComeAndGo() throws Exception {
    try (var scenario = Scenario.begin()) {
      succeeded(scenario.createStack("Cats").finish());
      deploy(scenario, "1.0.0");
      succeeded(scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body("bake", 5)).finish());
      deploy(scenario, "2.0.1");
      time = new WatchedTimeline(scenario.slipway().virtualTime());
      front = WebFront.bind(0);
      front.serve(scenario.account(), time);
      try {
        for (int i = 0; i < CUSTOMERS; i++) {
          customers.add(new Wire(front.port()));
        }
        var swap = scenario.asked("POST", "/stacks/swapProdBlueAndGreen", body("bake", 5));
        assertThat(served(swap)).containsExactly("1.0.0", "2.0.1");
        assertThat(ask()).containsExactly("2.0.1");

        var back = scenario.asked("POST", "/stacks/rollback", body("environment", "prod"));
        assertThat(served(back)).containsExactly("2.0.1", "1.0.0");
        assertThat(ask()).containsExactly("1.0.0");

        var strategy = body("bake", 5);
        strategy.putArray("strategy").addObject().put("weight", 40).put("wait", 20);
        var canary = scenario.asked("POST", "/stacks/canaryShift", strategy);
        assertThat(served(canary)).containsExactly("1.0.0", "2.0.1");
        assertThat(ask()).containsExactly("2.0.1");
        finishSlowOnes();
        assertThat(answers).isGreaterThan(500);
      } finally {
        for (var customer : customers) {
          customer.close();
        }
        front.close();
      }
    }
  }

  private static ObjectNode body(String key, Object value) {
    var body = Json.mapper().createObjectNode().put("applicationName", "Cats");
    return body.set(key, Json.tree(value));
  }

  private static void succeeded(Run run) {
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  private static void deploy(Scenario scenario, String version) {
    scenario.pushImage("cats", version, "healthy");
    var body = body("imageTag", version);
    succeeded(scenario.asked("POST", "/stacks/deploytoprodBlue", body).finish());
  }

  /** Customers come every second while it runs; gives the releases that served them, in order. */
  private Set<String> served(Run run) throws Exception {
    var releases = new LinkedHashSet<String>();
    while (run.outcome() == OperationState.RUNNING) {
      releases.addAll(ask());
      beginSlowOne();
      time.runFor(ofSeconds(1));
      if (slow.size() > SLOW_SECONDS) {
        finish(slow.removeFirst());
      }
    }
    succeeded(run);
    return releases;
  }

  private Set<String> ask() throws IOException {
    var releases = new LinkedHashSet<String>();
    for (var customer : customers) {
      var reply = customer.get(HOST, "/");
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      releases.add(reply.release());
      // the load balancer watches it
      scheduled++;
      answers++;
    }
    return releases;
  }

  private void beginSlowOne() throws Exception {
    slow.addLast(new Wire(front.port()));
    slow.getLast().send("GET", HOST, "/?wait=" + SLOW_SECONDS);
    // the load balancer watches it, and the task waits
    scheduled += 2;
    time.awaitScheduled(scheduled);
  }

  private void finishSlowOnes() throws IOException {
    time.runFor(ofSeconds(SLOW_SECONDS));
    while (!slow.isEmpty()) {
      finish(slow.removeFirst());
    }
  }

  private void finish(Wire wire) throws IOException {
    var reply = wire.reply();
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    answers++;
    wire.close();
  }
}
