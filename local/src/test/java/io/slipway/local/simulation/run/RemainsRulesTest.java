package io.slipway.local.simulation.run;

import static io.slipway.local.simulation.run.Deeds.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.aws.Listeners;
import io.slipway.aws.Stack;
import java.time.Duration;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.LaunchType;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Rules about what is made, how often, and what is left can fail. */
class RemainsRulesTest extends WrongDeeds {

  RemainsRulesTest() {
    wrong("O1", done -> done.lock(ONE, 9));
    wrong("O2", RemainsRulesTest::registerTwice);
    wrong("O3", done -> done.shift(ONE, 9).weigh(ONE, 50, 30, 20));
    wrong("O4", RemainsRulesTest::leaveRule);
    wrong("O4, to where everybody is", RemainsRulesTest::leadBack);
    wrong("O5", RemainsRulesTest::leaveMigration);
    wrong(
        "D2",
        done -> {
          var family = RegisterTaskDefinitionRequest.builder().family("Cats-dev").build();
          done.shift(ONE, 9).told(ONE, family).told(ONE, family);
        });
    wrong(
        "D2, a deployment by force",
        done ->
            done.shift(ONE, 9)
                .told(ONE, update(IDLE, null).toBuilder().forceNewDeployment(true).build()));
    wrong("P4", RemainsRulesTest::largeInput);
  }

  private static void registerTwice(Deeds done) {
    var first = done.register("Cats-dev", "the same");
    assertThat(done.register("Cats-dev", "the same")).isNotEqualTo(first);
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

  private static void leaveMigration(Deeds done) {
    var service = done.service(LIVE);
    done.shift(ONE, 9)
        .world
        .slipway()
        .clients()
        .get(EcsClient.class)
        .runTask(
            request ->
                request
                    .cluster(service.clusterArn())
                    .taskDefinition(service.taskDefinition())
                    .launchType(LaunchType.FARGATE)
                    .networkConfiguration(service.networkConfiguration())
                    .startedBy(ONE));
    done.end(ONE, "SUCCEEDED", 9);
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

  private static void largeInput(Deeds done) {
    var input = Client.about("x".repeat(70_000));
    new Client(done.world).byHand("deploy", "large", input);
    done.pass(Duration.ofMinutes(5));
  }
}
