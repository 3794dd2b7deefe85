package io.slipway.local.simulation.run;

import static io.slipway.local.simulation.run.Deeds.APPLICATION;
import static io.slipway.local.simulation.run.Deeds.ONE;
import static io.slipway.local.simulation.run.Deeds.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.aws.Listeners;
import io.slipway.aws.Stack;
import io.slipway.local.account.Caller;
import io.slipway.local.simulation.Blueprint;
import io.slipway.local.simulation.World;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.invariant.Invariant;
import io.slipway.local.simulation.invariant.Rules;
import io.slipway.local.simulation.mutant.Variation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Every rule can fail: on a state made wrong by hand; and does not where nothing is wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesTest {

  private static final Map<String, Consumer<Deeds>> WRONG = new LinkedHashMap<>();

  private static final String LIVE = "Cats-prod2";
  private static final String IDLE = "Cats-prod1";

  private Preparation preparation;

  @BeforeAll
  void prepare() {
    preparation = new Preparation(Blueprint.read(Path.of("")));
  }

  static {
    WRONG.put("T1", done -> done.shift(ONE, 9).weigh(ONE, 90, 20));
    WRONG.put(
        "T2",
        done ->
            done.update(null, IDLE, 0, null)
                .pass(Duration.ofMinutes(5))
                .shift(ONE, 9)
                .weigh(ONE, split(90)));
    WRONG.put("T2, with too few for its share", RulesTest::shareTooMuch);
    WRONG.put(
        "T3",
        done ->
            done.update(null, LIVE, 3, null)
                .shift(ONE, 9)
                .weigh(ONE, split(100))
                .update(ONE, LIVE, 1, null));
    WRONG.put("T4", done -> done.shift(ONE, 9).weigh(ONE, split(10)).weigh(ONE, split(37)));
    WRONG.put(
        "T4, by a call that was made after a takeover",
        done ->
            done.shift(ONE, 9)
                .weigh(ONE, split(10))
                .event(ONE, "RECOVERING")
                .weigh(ONE, split(0))
                .weigh(ONE, split(10)));
    WRONG.put("T5", RulesTest::thirdRelease);
    WRONG.put(
        "T6",
        done ->
            done.update(null, LIVE, 3, null)
                .shift(ONE, 9)
                .weigh(ONE, split(10))
                .update(ONE, LIVE, 1, null));
    WRONG.put(
        "T6, outside production",
        done ->
            done.update(null, "Cats-dev", 3, null)
                .lock(ONE, 9)
                .operation(ONE, "deploy", "RUNNING", 9, "{}")
                .update(ONE, "Cats-dev", 3, null)
                .update(ONE, "Cats-dev", 1, null));
    WRONG.put("X1", done -> done.lock(ONE, 9).lock(TWO, 10));
    WRONG.put("X2", done -> done.shift(ONE, 9).lock(null, 9).shift(TWO, 10).weigh(ONE, split(10)));
    WRONG.put(
        "X2, after a takeover",
        done ->
            done.shift(ONE, 9).event(ONE, "RECOVERING").event(ONE, "ShiftTraffic 60 % RUNNING"));
    WRONG.put(
        "X2, of what goes on",
        done -> {
          new Client(done.world).byHand("canary-shift", ONE, Client.about(APPLICATION));
          done.shift(ONE, 9).event(ONE, "RECOVERING");
        });
    WRONG.put("X3", done -> done.shift(ONE, 9).shift(TWO, 10));
    WRONG.put("X4", done -> done.shift(ONE, 9).told(ONE, update("Dogs-prod1", null)));
    WRONG.put("R1", done -> done.shift(ONE, 9).weigh(ONE, split(10)).end(ONE, "ROLLED_BACK", 9));
    WRONG.put("R2", done -> done.shift(ONE, 9).told(ONE, update(LIVE, "arn:guess:1")));
    WRONG.put(
        "R3",
        done ->
            done.shift(ONE, 9)
                .event(ONE, "RECOVERING")
                .told(ONE, update(LIVE, null).toBuilder().forceNewDeployment(true).build()));
    WRONG.put(
        "R4",
        done ->
            done.shift(ONE, 9)
                .lock(null, 9)
                .operation(ONE, "canary-shift", "NEEDS_ATTENTION", 9, "{}"));
    WRONG.put(
        "R4, later",
        done ->
            done.shift(ONE, 9)
                .event(ONE, "NEEDS_ATTENTION")
                .operation(ONE, "canary-shift", "NEEDS_ATTENTION", 9, "{}")
                .lock(null, 9));
    WRONG.put("R5", done -> done.shift(ONE, 9).end(ONE, "ABORTED", 9).event(ONE, "ABORT"));
    WRONG.put("R6", done -> done.shift(ONE, 9).weigh(ONE, split(10)).end(ONE, "SUCCEEDED", 9));
    WRONG.put("R6, while its rollout goes on", RulesTest::succeedTooEarly);
    WRONG.put("R6, with another image", RulesTest::succeedWithAnotherImage);
    WRONG.put("R7", RulesTest::deregister);
    WRONG.put("L1", done -> done.shift(ONE, 9).end(ONE, "FAILED", 9).event(ONE, "SUCCEEDED"));
    WRONG.put(
        "L3",
        done -> done.lock(ONE, 9).operation(ONE, "swap", "RUNNING", 9, "{}").weigh(ONE, split(10)));
    WRONG.put("L4", RulesTest::deleteEvent);
    WRONG.put(
        "L5",
        done ->
            done.lock(ONE, 9)
                .operation(ONE, "deploy", "RUNNING", 9, "{}")
                .event(ONE, "CheckRollout prod1 DONE")
                .event(ONE, "SUCCEEDED"));
    WRONG.put("V1", done -> done.weigh(null, 50, 50));
    WRONG.put("V2", done -> done.shift(ONE, 9).weigh(ONE, split(100)).end(ONE, "ABORTED", 9));
    WRONG.put("V3", RulesTest::overwrite);
    WRONG.put("O1", done -> done.lock(ONE, 9));
    WRONG.put("O2", RulesTest::registerTwice);
    WRONG.put("O3", done -> done.shift(ONE, 9).weigh(ONE, 50, 30, 20));
    WRONG.put("O4", RulesTest::leaveRule);
    WRONG.put("O4, to where everybody is", RulesTest::leadBack);
    WRONG.put(
        "D2",
        done -> {
          var family = RegisterTaskDefinitionRequest.builder().family("Cats-dev").build();
          done.shift(ONE, 9).told(ONE, family).told(ONE, family);
        });
    WRONG.put(
        "D2, a deployment by force",
        done ->
            done.shift(ONE, 9)
                .told(ONE, update(IDLE, null).toBuilder().forceNewDeployment(true).build()));
    WRONG.put(
        "D4",
        done ->
            done.shift(ONE, 9)
                .end(ONE, "ABORTED", 9)
                .pass(Duration.ofMinutes(2))
                .weigh(ONE, split(10)));
    WRONG.put(
        "D4, after a way back",
        done ->
            done.shift(ONE, 9)
                .event(ONE, "RECOVERING")
                .end(ONE, "ABORTED", 9)
                .pass(Duration.ofSeconds(2))
                .weigh(ONE, split(10)));
    WRONG.put(
        "D1",
        done -> {
          done.world.answered("key", done.world.now(), 202, Optional.of(ONE));
          done.world.answered("key", done.world.now(), 202, Optional.of(TWO));
        });
    WRONG.put(
        "D1, refused after it was started",
        done -> {
          done.world.answered("key", done.world.now(), 202, Optional.of(ONE));
          done.pass(Duration.ofSeconds(1))
              .world
              .answered("key", done.world.now(), 409, Optional.empty());
        });
    WRONG.put("G1", done -> shared(done).weigh(ONE, split(60)));
    WRONG.put(
        "G1, watched for too short",
        done -> shared(done).event(ONE, "JudgeStep 10 % DONE").weigh(ONE, split(60)));
    WRONG.put(
        "G1, in an alarm",
        done -> {
          shared(done);
          Workload.setAlarm(done.world, StateValue.ALARM);
          done.pass(Duration.ofSeconds(70)).event(ONE, "JudgeStep 10 % DONE");
        });
    WRONG.put("P1", RulesTest::endlessOperation);
    WRONG.put("P2", RulesTest::goOn);
    WRONG.put("P4", RulesTest::largeInput);
    WRONG.put("S3", RulesTest::forbiddenCall);
    WRONG.put("S4", done -> done.shift(ONE, 9).told(ONE, update("theirs", null)));
  }

  /** A candidate that has 10 %, to be watched for a minute. */
  private static Deeds shared(Deeds done) {
    return done.lock(ONE, 9)
        .operation(
            ONE,
            "canary-shift",
            "RUNNING",
            9,
            "{\"alarms\": [\"orders-errors\"], \"steps\": [{\"weight\": 10, \"bake\": \"PT1M\"}]}")
        .weigh(ONE, split(10));
  }

  static Set<String> cases() {
    return WRONG.keySet();
  }

  /** The rule that a case is about: what comes before the comma. */
  private static String id(String name) {
    return name.split(",", -1)[0];
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRuleFindsWhatIsWrong(String name) {
    try (var world = world()) {
      var deeds = new Deeds(world, id(name));
      WRONG.get(name).accept(deeds);
      assertThat(deeds.found()).as(name).isNotEmpty();
    }
  }

  @Test
  void everyRuleIsTriedHere() {
    var rules = Rules.fresh().stream().map(Invariant::id).collect(Collectors.toSet());
    assertThat(WRONG.keySet().stream().map(RulesTest::id).collect(Collectors.toSet()))
        .isEqualTo(rules);
    assertThat(Rules.fresh()).hasSameSizeAs(rules);
    assertThat(Rules.fresh()).allSatisfy(rule -> assertThat(rule.statement()).isNotBlank());
  }

  @Test
  void noRuleFindsAnythingInAQuietRun() {
    try (var world = world()) {
      var client = new Client(world);
      world.begin(Rules.fresh(), () -> {});
      var deploy = Client.about(APPLICATION).put("imageTag", "3.0.0");
      deploy.putArray("environment").add("dev").add("qa");
      ask(world, client, 1, "/stacks/deploy", deploy);
      var strategy = Client.about(APPLICATION).put("bake", 60);
      strategy.putArray("strategy").addObject().put("weight", 10).put("wait", 60);
      Workload.route(strategy, 0);
      ask(world, client, 400, "/stacks/canaryShift", strategy);
      ask(
          world,
          client,
          1500,
          "/stacks/rollback",
          Client.about(APPLICATION).put("environment", "prod"));
      world.timeline().runFor(Duration.ofMinutes(60));
      assertThat(client.running()).isEmpty();
      world.checkAtRest();
      world.checkHistory();
      assertThat(client.started()).hasSize(3);
      assertThat(world.violations()).isEmpty();
      assertThat(world.effects()).hasSizeGreaterThan(30);
    }
  }

  private static void ask(
      World world,
      Client client,
      int second,
      String path,
      com.fasterxml.jackson.databind.node.ObjectNode body) {
    world.later(Duration.ofSeconds(second), () -> client.ask("POST", path, body));
  }

  private World world() {
    return new World(1, preparation.blueprint, preparation.one, Faults.NONE, false, Variation.NONE);
  }

  /** In the prepared account prod2 is live, and prod1 idle. */
  private static int[] split(int share) {
    return new int[] {share, 100 - share};
  }

  private static UpdateServiceRequest update(String service, String taskDefinition) {
    return UpdateServiceRequest.builder().service(service).taskDefinition(taskDefinition).build();
  }

  /** While the idle slot's tasks are replaced, both slots have traffic. */
  private static void thirdRelease(Deeds done) {
    done.shift(ONE, 9).weigh(ONE, split(10));
    done.update(null, IDLE, null, register(done, IDLE, "a third"));
    for (int i = 0; i < 30; i++) {
      done.pass(Duration.ofSeconds(10)).weigh(ONE, split(10));
    }
  }

  /** Another revision of a family, like its latest. */
  private static String register(Deeds done, String family, String mark) {
    var ecs = done.world.slipway().clients().get(EcsClient.class);
    var latest = ecs.describeTaskDefinition(d -> d.taskDefinition(family)).taskDefinition();
    return ecs.registerTaskDefinition(
            request ->
                request
                    .family(family)
                    .networkMode(latest.networkMode())
                    .requiresCompatibilities(latest.requiresCompatibilities())
                    .cpu(latest.cpu())
                    .memory(latest.memory())
                    .executionRoleArn(latest.executionRoleArn())
                    .containerDefinitions(latest.containerDefinitions())
                    .tags(Tag.builder().key("slipway:release").value(mark).build()))
        .taskDefinition()
        .taskDefinitionArn();
  }

  private static void registerTwice(Deeds done) {
    var first = register(done, "Cats-dev", "the same");
    assertThat(register(done, "Cats-dev", "the same")).isNotEqualTo(first);
  }

  private static void leaveRule(Deeds done) {
    done.shift(ONE, 9).told(ONE, rule(done, IDLE, 49_000));
    assertThat(done.found()).hasSize(2);
    done.end(ONE, "SUCCEEDED", 9);
    assertThat(done.found()).hasSize(3);
  }

  /** Announced, and before the customers' rule. */
  private static void leadBack(Deeds done) {
    done.shift(ONE, 9).event(ONE, "AddCanaryRule customers' listener RUNNING");
    done.told(ONE, rule(done, LIVE, 1));
    assertThat(done.found()).hasSize(1);
  }

  /** Makes a rule for customers' requests with a header, as of the operation. */
  private static CreateRuleRequest rule(Deeds done, String service, int priority) {
    var customers = done.customers();
    var group = done.service(service).loadBalancers().getFirst().targetGroupArn();
    var header =
        RuleCondition.builder()
            .field("http-header")
            .httpHeaderConfig(config -> config.httpHeaderName("X").values("y"))
            .build();
    var request =
        CreateRuleRequest.builder()
            .listenerArn(Listeners.of(customers.ruleArn()))
            .priority(priority)
            .conditions(customers.conditions().getFirst(), header)
            .actions(Action.builder().type(ActionTypeEnum.FORWARD).targetGroupArn(group).build())
            .tags(
                software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag.builder()
                    .key(Stack.OPERATION)
                    .value(ONE)
                    .build())
            .build();
    done.world.slipway().clients().get(ElasticLoadBalancingV2Client.class).createRule(request);
    return request;
  }

  /** The live slot has four tasks, the candidate one: enough for 25 %, not for 26. */
  private static void shareTooMuch(Deeds done) {
    done.update(null, LIVE, 4, null).pass(Duration.ofMinutes(5)).shift(ONE, 9);
    done.weigh(ONE, split(25));
    assertThat(done.found()).isEmpty();
    done.weigh(ONE, split(26));
  }

  private static void succeedTooEarly(Deeds done) {
    var service = done.service(IDLE);
    done.shift(ONE, 9);
    done.world
        .slipway()
        .clients()
        .get(EcsClient.class)
        .updateService(
            request ->
                request
                    .cluster(service.clusterArn())
                    .service(service.serviceName())
                    .forceNewDeployment(true));
    done.end(ONE, "SUCCEEDED", 9);
    assertThat(done.found()).hasSize(1);
  }

  private static void succeedWithAnotherImage(Deeds done) {
    var table = done.world.platform().settings().get("INVENTORY_PRODUCTION_TABLE");
    done.shift(ONE, 9)
        .tables()
        .updateItem(
            request ->
                request
                    .tableName(table)
                    .key(
                        Map.of(
                            "ApplicationName", AttributeValue.fromS(APPLICATION),
                            "Environment", AttributeValue.fromS("PROD2")))
                    .updateExpression("SET Digest = :other")
                    .expressionAttributeValues(
                        Map.of(":other", AttributeValue.fromS("sha256:" + "0".repeat(64)))));
    done.end(ONE, "SUCCEEDED", 9);
    assertThat(done.found()).hasSize(1);
  }

  private static void deregister(Deeds done) {
    var live = done.service(LIVE).taskDefinition();
    done.shift(ONE, 9);
    done.told(ONE, DeregisterTaskDefinitionRequest.builder().taskDefinition(live).build());
  }

  private static void deleteEvent(Deeds done) {
    var table = done.world.platform().settings().get("EVENTS_TABLE");
    done.told(
        ONE,
        DeleteItemRequest.builder()
            .tableName(table)
            .key(
                Map.of(
                    "ResourceName", AttributeValue.fromS(APPLICATION),
                    "Time", AttributeValue.fromS("2026")))
            .build());
  }

  private static void overwrite(Deeds done) {
    done.shift(ONE, 9).weigh(ONE, split(10));
    done.weigh(null, 55, 45);
    done.event(ONE, "RestoreTraffic RUNNING").weigh(ONE, split(0));
  }

  private static void endlessOperation(Deeds done) {
    done.shift(ONE, 9);
    var row = Deeds.key("RUNNING", ONE);
    row.put("Kind", AttributeValue.fromS("canary-shift"));
    done.put("OPERATIONS_TABLE", row, null);
  }

  /** Three calls after the account was at rest. */
  private static void goOn(Deeds done) {
    done.rest();
    done.world.begin(java.util.List.of(), () -> {});
    var client = new Client(done.world);
    var deploy = Client.about(APPLICATION).put("imageTag", "3.0.0");
    deploy.putArray("environment").add("dev");
    ask(done.world, client, 1, "/stacks/deploy", deploy);
    done.pass(Duration.ofMinutes(5));
  }

  private static void largeInput(Deeds done) {
    var input = Client.about("x".repeat(70_000));
    new Client(done.world).byHand("deploy", "large", input);
    done.pass(Duration.ofMinutes(5));
  }

  private static void forbiddenCall(Deeds done) {
    assertThatThrownBy(
            () ->
                done.world
                    .access()
                    .before(
                        "ecs",
                        "UpdateService",
                        new Caller("GetStack", ONE),
                        update(LIVE, null).toBuilder().cluster("production").build()))
        .isInstanceOf(EcsException.class);
  }
}
