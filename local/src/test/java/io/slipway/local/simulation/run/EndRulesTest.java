package io.slipway.local.simulation.run;

import static io.slipway.local.simulation.run.Deeds.APPLICATION;
import static io.slipway.local.simulation.run.Deeds.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;

/** Rules about how operations end, and what they put back, can fail. */
class EndRulesTest extends WrongDeeds {

  EndRulesTest() {
    wrong("R1", done -> done.shift(ONE, 9).weigh(ONE, split(10)).end(ONE, "ROLLED_BACK", 9));
    wrong("R2", done -> done.shift(ONE, 9).told(ONE, update(LIVE, "arn:guess:1")));
    wrong(
        "R3",
        done ->
            done.shift(ONE, 9)
                .event(ONE, "RECOVERING")
                .told(ONE, update(LIVE, null).toBuilder().forceNewDeployment(true).build()));
    wrong(
        "R4",
        done ->
            done.shift(ONE, 9)
                .lock(null, 9)
                .operation(ONE, "canary-shift", "NEEDS_ATTENTION", 9, "{}"));
    wrong(
        "R4, later",
        done ->
            done.shift(ONE, 9)
                .event(ONE, "NEEDS_ATTENTION")
                .operation(ONE, "canary-shift", "NEEDS_ATTENTION", 9, "{}")
                .lock(null, 9));
    wrong("R5", done -> done.shift(ONE, 9).end(ONE, "ABORTED", 9).event(ONE, "ABORT"));
    wrong("R6", done -> done.shift(ONE, 9).weigh(ONE, split(10)).end(ONE, "SUCCEEDED", 9));
    wrong("R6, while its rollout goes on", EndRulesTest::succeedTooEarly);
    wrong("R6, with another image", EndRulesTest::succeedWithAnotherImage);
    wrong("R7", EndRulesTest::deregister);
    wrong("P1", EndRulesTest::endlessOperation);
    wrong("P2", EndRulesTest::goOn);
    wrong(
        "D4",
        done ->
            done.shift(ONE, 9)
                .end(ONE, "ABORTED", 9)
                .pass(Duration.ofMinutes(2))
                .weigh(ONE, split(10)));
    wrong(
        "D4, after a way back",
        done ->
            done.shift(ONE, 9)
                .event(ONE, "RECOVERING")
                .end(ONE, "ABORTED", 9)
                .pass(Duration.ofSeconds(2))
                .weigh(ONE, split(10)));
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

  private static void endlessOperation(Deeds done) {
    done.shift(ONE, 9);
    var row = Deeds.key("RUNNING", ONE);
    row.put("Kind", AttributeValue.fromS("canary-shift"));
    done.put("OPERATIONS_TABLE", row, null);
  }

  /** Three calls after the account was at rest. */
  private static void goOn(Deeds done) {
    done.rest();
    done.world.begin(List.of(), () -> {});
    var client = new Client(done.world);
    var deploy = Client.about(APPLICATION).put("imageTag", "3.0.0");
    deploy.putArray("environment").add("dev");
    done.world.later(Duration.ofSeconds(1), () -> client.ask("POST", "/stacks/deploy", deploy));
    done.pass(Duration.ofMinutes(5));
  }
}
