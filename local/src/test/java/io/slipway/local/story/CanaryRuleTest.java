package io.slipway.local.story;

import static io.slipway.domain.OperationState.ABORTED;
import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.NEEDS_ATTENTION;
import static io.slipway.domain.OperationState.ROLLED_BACK;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.Listeners;
import io.slipway.domain.Phase;
import io.slipway.local.account.Fault;
import io.slipway.local.account.balancing.Incoming;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;

/**
 * A canary may have a rule of its own, by which some requests always go to the next release. 1.0.0
 * is live in prod2, and 2.0.1 waits in prod1.
 */
final class CanaryRuleTest {

  private static final String ALL_LIVE = "prod1 0, prod2 100";
  private static final String TEN_PERCENT = "prod1 10, prod2 90";
  private static final String ALL_NEXT = "prod1 100, prod2 0";
  private static final Map<String, List<String>> CHOSEN = Map.of("x-canary", List.of("ALWAYS"));

  @Test
  void requestsWithTheHeaderGoToTheNextReleaseFromBeforeTheFirstShareToTheEnd() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift(routed());
      scenario.runUntil(() -> !rules(scenario).isEmpty());
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
      production.runUntil(TEN_PERCENT);
      scenario.runFor(ofSeconds(60));
      assertThat(answers(scenario, CHOSEN)).containsExactly("2.0.1");
      assertThat(answers(scenario, Map.of("x-canary", List.of("no", "always"))))
          .containsExactly("2.0.1");
      assertThat(answers(scenario, Map.of("x-canary", List.of("never")))).contains("1.0.0");
      assertThat(answers(scenario, Map.of())).contains("1.0.0");
      assertThat(rules(scenario)).hasSize(1);

      production.runUntil(ALL_NEXT);
      assertThat(rules(scenario)).hasSize(1);
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(rules(scenario)).isEmpty();
      assertThat(run.steps())
          .containsSubsequence(
              "CheckSlot 10 % DONE",
              "AddCanaryRule customers' listener DONE",
              "ShiftTraffic 10 % DONE",
              "JudgeStep 100 % DONE",
              "RemoveCanaryRule customers' listener DONE",
              "RetireSlot prod2 DONE");
      assertThat(scenario.events(Production.NAME)).noneMatch(event -> event.contains("DRIFT"));
    }
  }

  @Test
  void aCookieIsToldFromOthersThatLookLikeIt() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var request = Production.seed();
      request.putObject("route").putObject("cookie").put("name", "canary").put("value", "al.ways");
      var run = production.canaryShift(request);
      production.runUntil(TEN_PERCENT);
      for (var cookies :
          List.of(
              "canary=al.ways",
              "a=b; canary=al.ways",
              "canary=al.ways; a=b",
              "a=b; canary=al.ways; c=d",
              "a=b;canary=al.ways;c=d")) {
        assertThat(answers(scenario, cookie(cookies))).as(cookies).containsExactly("2.0.1");
      }
      for (var cookies :
          List.of(
              "xcanary=al.ways",
              "canary=al.ways2",
              "a=b; xcanary=al.ways; c=d",
              "a=b; canary=al.ways2",
              "canary=alxways",
              "canary=AL.WAYS",
              "a=canary=al.ways")) {
        assertThat(answers(scenario, cookie(cookies))).as(cookies).contains("1.0.0");
      }
      run.finish();
    }
  }

  @Test
  void whateverEndsItTakesTheRuleAwayFirst() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      for (boolean stopped : List.of(false, true)) {
        var run = production.canaryShift(routed());
        scenario.runUntil(() -> run.operation().phase() == Phase.BAKING);
        if (stopped) {
          stop(scenario, run);
        } else {
          production.tell(run, "abort");
        }
        scenario.runFor(ofSeconds(5));
        assertThat(rules(scenario)).isEmpty();
        assertThat(production.customers()).isEqualTo(ALL_LIVE);
        run.finish();
        assertThat(run.outcome()).isEqualTo(stopped ? ROLLED_BACK : ABORTED);
        assertThat(run.steps())
            .containsSubsequence("RestoreTraffic canary rule DONE", "RestoreTraffic traffic DONE");
      }
    }
  }

  @Test
  void anExecutionThatIsStoppedInAnyStateLeavesNoRule() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var stopping = new Stopping(scenario);
      var states = new HashSet<String>();
      boolean stopped = true;
      for (int state = 1; stopped; state++) {
        stopping.inState(state);
        var run = production.canaryShift(routed());
        scenario.runUntil(() -> stopping.hasStopped() || run.operation().state().isTerminal());
        stopped = stopping.hasStopped();
        states.add(stopping.state());
        run.finish();
        assertThat(run.operation().state().isTerminal()).as(stopping.state()).isTrue();
        assertThat(rules(scenario)).as(stopping.state()).isEmpty();
        if (run.outcome() == SUCCEEDED && stopped) {
          var back = Production.body().put("environment", "prod");
          var rollback = scenario.asked("POST", "/stacks/rollback", back).finish();
          assertThat(rollback.outcome()).as(rollback.message()).isEqualTo(SUCCEEDED);
        }
      }
      assertThat(states).contains("AddCanaryRule", "RemoveCanaryRule", "RetireSlot");
    }
  }

  @Test
  void aRuleWhoseAnswerWasLostIsNotMadeTwice() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var made = new AtomicInteger();
      scenario.account().calls().inject(Faults.losing("CreateRule", made));
      var run = production.canaryShift(routed());
      production.runUntil(TEN_PERCENT);
      scenario.account().calls().inject(Fault.NONE);
      assertThat(made).hasValue(1);
      assertThat(rules(scenario)).hasSize(1);
      assertThat(run.finish().outcome()).isEqualTo(SUCCEEDED);
      assertThat(rules(scenario)).isEmpty();
    }
  }

  @Test
  void aRuleThatComesAfterTheTakeoverIsFoundAndRemoved() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift(routed());
      production.runUntil(TEN_PERCENT);
      var rule = rules(scenario).getFirst();
      stop(scenario, run);
      scenario.runUntil(() -> rules(scenario).isEmpty());
      scenario.runFor(ofSeconds(3));
      again(scenario, run, rule);
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(ROLLED_BACK);
      assertThat(rules(scenario)).isEmpty();
    }
  }

  @Test
  void aRuleThatCannotBeRemovedIsLeftToAPerson() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var run = production.canaryShift(routed());
      scenario.account().calls().inject(Faults.refusing("DeleteRule"));
      run.finish();
      scenario.runFor(ofMinutes(5));
      assertThat(run.outcome()).as(run.message()).isEqualTo(NEEDS_ATTENTION);
      assertThat(run.message()).contains("DeleteRule");
      assertThat(production.customers()).isEqualTo(ALL_NEXT);
      scenario.account().calls().inject(Fault.NONE);
      production.tell(run, "resume");
      run.finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
      assertThat(rules(scenario)).isEmpty();
    }
  }

  @Test
  void whereThereIsNoRoomForARuleNothingHasMoved() {
    try (var scenario = Scenario.begin()) {
      var production = Production.with(scenario, "1.0.0", "2.0.1");
      var taken = foreign(scenario, 1);
      var run = production.canaryShift(routed()).finish();
      assertThat(run.outcome()).as(run.message()).isEqualTo(FAILED);
      assertThat(run.message()).contains("a rule of priority 1", "no traffic had moved");
      assertThat(rules(scenario)).containsExactly(taken);
      balancing(scenario).deleteRule(request -> request.ruleArn(taken.ruleArn()));

      IntStream.range(100, 198).forEach(priority -> foreign(scenario, priority));
      var full = production.canaryShift(routed()).finish();
      assertThat(full.outcome()).as(full.message()).isEqualTo(FAILED);
      assertThat(full.message()).contains("as many rules as its quota allows (100 unless raised)");
      assertThat(production.customers()).isEqualTo(ALL_LIVE);
    }
  }

  @Test
  void whatIsWrongWithARouteIsSaid() {
    try (var scenario = Scenario.begin()) {
      Production.created(scenario);
      var both = routed();
      ((ObjectNode) both.path("route")).putObject("cookie").put("name", "a").put("value", "b");
      assertThat(refused(scenario, both)).contains("route: either header or cookie is required");
      var none = Production.seed();
      none.putObject("route");
      assertThat(refused(scenario, none)).contains("route: either header or cookie is required");
      assertThat(refused(scenario, header("X Canary", "a\\b", " c", "ü")))
          .contains("route.header.name:", "values[0]:", "values[1]:", "values[2]:");
      assertThat(refused(scenario, header("Host", "shop.example")))
          .contains("the host is that of the application");
      assertThat(refused(scenario, header("cookie", "a=b"))).contains("route.cookie");
      assertThat(refused(scenario, header("X", "a", "A"))).contains("each value is allowed once");
      assertThat(refused(scenario, header("X", "a", "b", "c", "d")))
          .contains("1 to 3 values are allowed, but got 4");
      assertThat(refused(scenario, header("X", "*?*", "?*?"))).contains("but got 6");
      assertThat(refused(scenario, header("X".repeat(41), "a\r\nHost: b")))
          .contains("at most 40 characters", "a\uFFFD\uFFFDHost: b");
      var cookie = Production.seed();
      cookie.putObject("route").putObject("cookie").put("name", "a;b").put("value", ".*");
      assertThat(refused(scenario, cookie)).contains("route.cookie.name:", "route.cookie.value:");
      ((ObjectNode) cookie.at("/route/cookie")).put("name", "a").put("value", "b".repeat(200));
      assertThat(refused(scenario, cookie)).contains("route.cookie: name and value are too long");
    }
  }

  static ObjectNode routed() {
    return header("X-Canary", "always");
  }

  private static ObjectNode header(String name, String... values) {
    var request = Production.seed();
    var header = request.putObject("route").putObject("header").put("name", name);
    var all = header.putArray("values");
    List.of(values).forEach(all::add);
    return request;
  }

  private static Map<String, List<String>> cookie(String cookies) {
    return Map.of("cookie", List.of(cookies));
  }

  private static String refused(Scenario scenario, ObjectNode request) {
    var answer = scenario.call("POST", "/stacks/canaryShift", request);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    return answer.json().path("detail").asText();
  }

  /** The versions that a hundred requests meet. */
  private static Set<String> answers(Scenario scenario, Map<String, List<String>> headers) {
    var host = new Production(scenario).host("-prod.").host();
    var versions = new HashSet<String>();
    for (int i = 0; i < 100; i++) {
      versions.add(
          scenario.account().request(new Incoming("GET", host, "/", "", headers)).release());
    }
    return versions;
  }

  /** Rules that go by more than the host. */
  static List<Rule> rules(Scenario scenario) {
    return scenario.account().loadBalancers().rules().stream()
        .filter(rule -> rule.conditions().stream().anyMatch(c -> !"host-header".equals(c.field())))
        .toList();
  }

  /** A call that was under way takes effect. */
  static void again(Scenario scenario, Run run, Rule rule) {
    var tags = new ArrayList<Tag>();
    Map.of("slipway:operation", run.id(), "slipway:purpose", "canary")
        .forEach((key, value) -> tags.add(Tag.builder().key(key).value(value).build()));
    balancing(scenario)
        .createRule(
            request ->
                request
                    .listenerArn(listener(rule.ruleArn()))
                    .priority(Integer.valueOf(rule.priority()))
                    .conditions(rule.conditions())
                    .actions(rule.actions())
                    .tags(tags));
  }

  private static Rule foreign(Scenario scenario, int priority) {
    var customers = new Production(scenario).host("-prod.");
    var condition =
        RuleCondition.builder()
            .field("path-pattern")
            .pathPatternConfig(path -> path.values("/somebody-else"))
            .build();
    var action =
        Action.builder()
            .type(ActionTypeEnum.FORWARD)
            .targetGroupArn(customers.groups().getFirst().targetGroupArn())
            .build();
    return balancing(scenario)
        .createRule(
            request ->
                request
                    .listenerArn(listener(customers.ruleArn()))
                    .priority(priority)
                    .conditions(condition)
                    .actions(action))
        .rules()
        .getFirst();
  }

  private static ElasticLoadBalancingV2Client balancing(Scenario scenario) {
    return scenario.slipway().clients().get(ElasticLoadBalancingV2Client.class);
  }

  private static String listener(String rule) {
    return Listeners.of(rule);
  }

  private static void stop(Scenario scenario, Run run) {
    var machines = scenario.slipway().machines();
    machines.list().stream()
        .map(execution -> execution.executionArn())
        .filter(arn -> arn.endsWith(":" + run.id()))
        .forEach(arn -> machines.stop(arn, "Stopped", "by hand"));
  }
}
