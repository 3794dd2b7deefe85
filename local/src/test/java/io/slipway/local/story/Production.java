package io.slipway.local.story;

import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.Capacity;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Role;
import io.slipway.local.account.Host;
import io.slipway.runtime.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/** Production of one application, as stories about its traffic see it. */
final class Production {

  static final String NAME = "Cats";

  private final Scenario scenario;

  Production(Scenario scenario) {
    this.scenario = scenario;
  }

  /** An application that has been created, and nothing deployed to. */
  static Production created(Scenario scenario) {
    succeeded(scenario.createStack(NAME).finish());
    return new Production(scenario);
  }

  /** {@code live} has the customers, and {@code idle} waits in the other slot. */
  static Production with(Scenario scenario, String live, String idle) {
    var production = created(scenario);
    production.deployToIdle(live);
    succeeded(production.swap().finish());
    production.deployToIdle(idle);
    return production;
  }

  private static void succeeded(Run run) {
    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  void deployToIdle(String version) {
    scenario.pushImage(NAME.toLowerCase(Locale.ROOT), version, "healthy");
    var body = body().put("imageTag", version);
    succeeded(scenario.asked("POST", "/stacks/deploytoprodBlue", body).finish());
  }

  Run swap() {
    return scenario.asked(
        "POST", "/stacks/swapProdBlueAndGreen", Scenario.sample("console/swap.json"));
  }

  /** The canary of the seed: 10 percent for 70 seconds, 60 percent for 50 seconds, then all. */
  Run canaryShift() {
    return canaryShift(seed());
  }

  Run canaryShift(JsonNode request) {
    return scenario.asked("POST", "/stacks/canaryShift", request);
  }

  static ObjectNode seed() {
    return Scenario.sample("console/canary-shift.json");
  }

  static ObjectNode nothing() {
    return Json.mapper().createObjectNode();
  }

  static ObjectNode body() {
    return nothing().put("applicationName", NAME);
  }

  static ObjectNode steps(JsonNode... steps) {
    var body = body();
    ArrayNode strategy = body.putArray("strategy");
    List.of(steps).forEach(strategy::add);
    return body;
  }

  static ObjectNode step(int weight, Duration wait) {
    return nothing().put("weight", weight).put("wait", (int) wait.toSeconds());
  }

  /** Lets time pass until customers have these weights, slot by slot, and one second more. */
  void runUntil(String weights) {
    scenario.runUntil(() -> customers().equals(weights));
    scenario.runFor(Duration.ofSeconds(1));
  }

  /** Tells the operation something, as its caller does. */
  void tell(Run run, String control) {
    var answer = scenario.call("POST", "/operations/" + run.id() + "/" + control, nothing());
    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
  }

  /** An alarm comes into being, or changes its state: OK, ALARM, INSUFFICIENT_DATA. */
  void alarm(String name, String state) {
    var answer =
        scenario.call("POST", "/local/alarms", nothing().put("name", name).put("state", state));
    assertThat(answer.status()).as(answer.text()).isLessThan(300);
  }

  /** Somebody gives both groups of the customers' host this weight, past Slipway. */
  void changeByHand(int weight) {
    changeByHand(weight, weight);
  }

  /** Somebody changes the weights of the customers' host, past Slipway. */
  void changeByHand(int prod1, int prod2) {
    var host = host("-prod.");
    var groups =
        host.groups().stream()
            .map(
                group ->
                    TargetGroupTuple.builder()
                        .targetGroupArn(group.targetGroupArn())
                        .weight(group.name().endsWith("prod1") ? prod1 : prod2)
                        .build())
            .toList();
    var forward =
        Action.builder()
            .type(ActionTypeEnum.FORWARD)
            .forwardConfig(ForwardActionConfig.builder().targetGroups(groups).build())
            .build();
    scenario
        .slipway()
        .clients()
        .get(ElasticLoadBalancingV2Client.class)
        .modifyRule(request -> request.ruleArn(host.ruleArn()).actions(List.of(forward)));
  }

  /** The weights of the customers' host: {@code prod1 90, prod2 10}. */
  String customers() {
    return weights("-prod.");
  }

  String preview() {
    return weights("-prod-blue.");
  }

  private String weights(String host) {
    return host(host).groups().stream()
        .map(
            group ->
                group.name().substring(group.name().lastIndexOf('-') + 1) + " " + group.weight())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  Host host(String part) {
    return scenario.account().hosts().stream()
        .filter(host -> host.host().contains(part))
        .findFirst()
        .orElseThrow();
  }

  /** How many targets each slot has, by slot. */
  Map<String, Integer> targets() {
    var counts = new TreeMap<String, Integer>();
    host("-prod.")
        .groups()
        .forEach(
            group ->
                counts.put(
                    group.name().substring(group.name().lastIndexOf('-') + 1),
                    (int) group.targets().stream().filter(Host.Target::healthy).count()));
    return counts;
  }

  /** What each slot is to run, and what autoscaling may make of it: {@code 2 of 2..4}. */
  Map<String, String> scaling() {
    var capacity = new Capacity(scenario.platform());
    var sizes = new TreeMap<String, String>();
    for (var entry : scenario.inventory(NAME)) {
      if (entry.place().isSlot()) {
        var size = capacity.size(entry.address());
        var range = size.range().map(found -> found.min() + ".." + found.max()).orElse("any");
        sizes.put(entry.place().toString(), size.desired() + " of " + range);
      }
    }
    return sizes;
  }

  /** The version in the slot that the inventory calls live. */
  String liveVersion() {
    return slot(Role.LIVE).release().orElseThrow().version().value();
  }

  InventoryEntry slot(Role role) {
    return scenario.inventory(NAME).stream()
        .filter(entry -> entry.role().filter(role::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }
}
