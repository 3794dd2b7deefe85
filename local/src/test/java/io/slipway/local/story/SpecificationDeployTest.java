package io.slipway.local.story;

import static io.slipway.domain.OperationState.FAILED;
import static io.slipway.domain.OperationState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.runtime.Json;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.KeyValuePair;
import software.amazon.awssdk.services.ecs.model.Secret;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.Ulimit;

/** A deploy brings what the specification says, and leaves what is somebody else's. */
final class SpecificationDeployTest {

  private static final String FIRST =
      """
      services:
        app:
          targetGroups: [{container: app, containerPort: 80}]
          task:
            cpu: 256
            memory: 512
            containers:
              - name: app
                ports: [{containerPort: 80}]
                environment: {MODE: first, RELEASE: "{{version}}", OLD: "yes"}
              - {name: agent, image: "registry.example.com/agent:1", essential: false}
      """;

  private static final String SECOND =
      """
      services:
        app:
          targetGroups: [{container: app, containerPort: 80}]
          task:
            cpu: 512
            memory: 1024
            containers:
              - name: app
                ports: [{containerPort: 80}]
                environment: {MODE: second, RELEASE: "{{version}}"}
                healthCheck: {command: [CMD, /well]}
      """;

  private Scenario scenario;

  @BeforeEach
  void anApplicationWithTwoImages() {
    scenario = Scenario.begin();
    scenario.createStack("Shop").finish();
    scenario.pushImage("shop", "1.0.0", "healthy");
    scenario.pushImage("shop", "2.0.1", "healthy");
  }

  @AfterEach
  void theInvariantsHold() {
    scenario.close();
  }

  @Test
  void aDeployRegistersWhatTheSpecificationSays() {
    specification(2, FIRST);

    deploy("1.0.0").finish();

    assertThat(container("app").environment())
        .containsExactlyInAnyOrder(
            variable("MODE", "first"), variable("RELEASE", "1.0.0"), variable("OLD", "yes"));
    assertThat(container("agent").image()).isEqualTo("registry.example.com/agent:1");
    assertThat(definition().executionRoleArn()).as("the stack's").contains(":role/slipway/");
  }

  @Test
  void theNextVersionTakesAwayWhatOnlyTheOneBeforeSaid() {
    specification(2, FIRST);
    deploy("1.0.0").finish();
    specification(3, SECOND);

    var run = deploy("2.0.1").finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(definition().cpu()).isEqualTo("512");
    assertThat(definition().containerDefinitions())
        .extracting(ContainerDefinition::name)
        .containsExactly("app");
    assertThat(container("app").environment())
        .containsExactlyInAnyOrder(variable("MODE", "second"), variable("RELEASE", "2.0.1"));
    assertThat(container("app").healthCheck().command()).containsExactly("CMD", "/well");
  }

  @Test
  void whatSomebodyHasAddedByHandAndHadAdoptedStays() {
    specification(2, FIRST);
    deploy("1.0.0").finish();
    var hand = new ByHand(scenario);
    var entry = ByHand.place(scenario, "Shop", Place.DEV);
    hand.taskDefinition(
        entry,
        hand.changed(
            entry,
            container ->
                container.toBuilder()
                    .ulimits(Ulimit.builder().name("nofile").softLimit(9).hardLimit(9).build())
                    .build()));
    scenario.runFor(Duration.ofMinutes(10));
    specification(3, SECOND);

    var run =
        scenario.asked("POST", "/stacks/deploy", request("2.0.1").put("drift", "adopt")).finish();

    assertThat(run.outcome()).as(run.message()).isEqualTo(SUCCEEDED);
    assertThat(container("app").ulimits()).hasSize(1);
    assertThat(container("app").environment()).hasSize(2);
  }

  @Test
  void aRollbackRunsTheRevisionThatWasRecordedWithItsSpecification() {
    specification(2, FIRST);
    deploy("1.0.0").finish();
    var recorded = entry().release().orElseThrow();
    specification(3, SECOND);
    deploy("2.0.1").finish();

    scenario
        .asked(
            "POST",
            "/stacks/rollback",
            Json.mapper()
                .createObjectNode()
                .put("applicationName", "Shop")
                .put("environment", "dev"))
        .finish();

    assertThat(entry().release().orElseThrow().taskDefinition())
        .isEqualTo(recorded.taskDefinition());
    assertThat(entry().release().orElseThrow().specificationVersion()).isEqualTo(2);
    assertThat(container("app").environment()).contains(variable("MODE", "first"));
  }

  @Test
  void aSpecificationWithoutTheContainerOfTheServiceFailsTheDeployAndNothingChanges() {
    deploy("1.0.0").finish();
    var before = entry().release().orElseThrow().taskDefinition();
    specification(2, FIRST.replace("app", "web"));

    var run = deploy("2.0.1").finish();

    assertThat(run.outcome()).isEqualTo(FAILED);
    assertThat(run.message()).contains("has no container 'app'").contains("'web', 'agent'");
    assertThat(definition().taskDefinitionArn()).isEqualTo(before);
  }

  @Test
  void storedParametersArriveAsSecretsAndGoWithTheSpecification() {
    EnvironmentParametersTest.create(scenario, false, "TOKEN", "OLD_TOKEN");
    scenario.pushImage("cats", "1.0.0", "healthy");
    var parameters = "/stacks/Cats/environments/dev/parameters";
    scenario.call(
        "PUT", parameters, EnvironmentParametersTest.values("TOKEN", "hunter2", "OLD_TOKEN", "x"));
    cats("1.0.0");

    assertThat(secrets())
        .containsOnlyKeys("TOKEN", "OLD_TOKEN")
        .extractingByKey("TOKEN")
        .asString()
        .endsWith(":parameter/dev/Cats/1/TOKEN");

    specification("cats", 2, FIRST + "parameters: {keys: [TOKEN]}\n");
    scenario.call("PUT", parameters, EnvironmentParametersTest.values("TOKEN", "hunter3"));
    cats("1.0.0");

    assertThat(secrets())
        .containsOnlyKeys("TOKEN")
        .extractingByKey("TOKEN")
        .asString()
        .endsWith(":parameter/dev/Cats/2/TOKEN");
  }

  private void cats(String tag) {
    var run = scenario.asked("POST", "/stacks/deploy", request(tag).put("applicationName", "Cats"));
    assertThat(run.finish().outcome()).as(run.message()).isEqualTo(SUCCEEDED);
  }

  private Map<String, String> secrets() {
    return definition(ByHand.place(scenario, "Cats", Place.DEV))
        .containerDefinitions()
        .getFirst()
        .secrets()
        .stream()
        .collect(Collectors.toMap(Secret::name, Secret::valueFrom));
  }

  private Run deploy(String tag) {
    return scenario.asked("POST", "/stacks/deploy", request(tag));
  }

  private static ObjectNode request(String tag) {
    return Json.mapper()
        .createObjectNode()
        .put("applicationName", "Shop")
        .put("environment", "dev")
        .put("imageTag", tag);
  }

  private InventoryEntry entry() {
    return ByHand.place(scenario, "Shop", Place.DEV);
  }

  private TaskDefinition definition() {
    return definition(entry());
  }

  private TaskDefinition definition(InventoryEntry entry) {
    var running = new ByHand(scenario).service(entry).taskDefinition();
    return scenario
        .account()
        .ecs()
        .describeTaskDefinition(request -> request.taskDefinition(running))
        .taskDefinition();
  }

  private ContainerDefinition container(String name) {
    return definition().containerDefinitions().stream()
        .filter(container -> container.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static KeyValuePair variable(String name, String value) {
    return KeyValuePair.builder().name(name).value(value).build();
  }

  /** Stores a version of the specification, and makes it the one that deploys take. */
  private void specification(int version, String text) {
    specification("shop", version, text);
  }

  private void specification(String application, int version, String text) {
    var said =
        SpecificationReader.read(
                text.getBytes(StandardCharsets.UTF_8),
                new Surroundings("123456789012", "eu-central-1", "dev"))
            .specification();
    var dynamoDb = scenario.slipway().clients().get(DynamoDbClient.class);
    dynamoDb.putItem(
        request ->
            request
                .tableName("Slipway_Specifications")
                .item(
                    Map.of(
                        "ApplicationName", AttributeValue.fromS(application),
                        "Version", AttributeValue.fromN(String.valueOf(version)),
                        "Specification", AttributeValue.fromS(Json.text(said)),
                        "CreatedAt", AttributeValue.fromS("2026-01-01T00:00:00Z"))));
    var key =
        Map.of("PK", AttributeValue.fromS("APPLICATIONS"), "SK", AttributeValue.fromS(application));
    var row = dynamoDb.getItem(request -> request.tableName("Slipway_Operations").key(key)).item();
    var changed =
        row.get("Application")
            .s()
            .replaceAll("\"specificationVersion\":\\d+", "\"specificationVersion\":" + version);
    dynamoDb.updateItem(
        request ->
            request
                .tableName("Slipway_Operations")
                .key(key)
                .updateExpression("SET Application = :application")
                .expressionAttributeValues(Map.of(":application", AttributeValue.fromS(changed))));
  }
}
