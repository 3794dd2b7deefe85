package io.slipway.spec.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.domain.Place;
import io.slipway.runtime.Json;
import io.slipway.spec.Specification;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import io.slipway.spec.reading.WrittenAs;
import io.slipway.spec.shape.KeyRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskRenderingTest {

  private static final String IMAGE = "registry/shop@sha256:" + "a".repeat(64);
  private static final String TOKEN = "arn:aws:ssm:eu-central-1:123456789012:parameter/dev/shop/T";

  @Test
  void everyKeyOfATaskReachesTheFieldThatItsPageNames() {
    var rendered = new ArrayList<String>();
    var specification = read("/specifications/every-task-key.yml");
    for (var service : specification.services().keySet()) {
      paths(render(specification, service, Colour.GREEN), "TaskDefinition", rendered);
    }

    assertThat(
            SpecificationReader.form(WrittenAs.SPECIFICATION).keys().stream()
                .map(KeyRow::aws)
                .filter(aws -> aws.matches("(Task|Container)Definition\\..*")))
        .hasSizeGreaterThan(50)
        .allSatisfy(
            field ->
                assertThat(rendered)
                    .contains(
                        field.replaceFirst(
                            "^ContainerDefinition", "TaskDefinition.ContainerDefinitions")));
  }

  @Test
  void theFirstContainerHasTheImageOfTheReleaseAndTheOthersTheirOwn() {
    var containers = legacy(Colour.GREEN).path("ContainerDefinitions");

    assertThat(containers.at("/0/Image").asText()).isEqualTo(IMAGE);
    assertThat(containers.at("/1/Image").asText()).isEqualTo("registry.example.com/agent:2.0.1");
  }

  @Test
  void theVersionIsThatOfTheReleaseWhereverAContainerNamesIt() {
    var web = legacy(Colour.GREEN).at("/ContainerDefinitions/0");

    assertThat(web.at("/Command/0").asText()).isEqualTo("run --release 2.0.1");
    assertThat(web.at("/Environment/1").toString())
        .isEqualTo("{\"Name\":\"RELEASE\",\"Value\":\"2.0.1\"}");
    assertThat(web.at("/DockerLabels/version").asText()).isEqualTo("2.0.1");
  }

  @Test
  void eachSlotHasThePortsOfItsColour() {
    assertThat(Colour.of(Place.PROD1)).isEqualTo(Colour.of(Place.DEV)).isEqualTo(Colour.GREEN);
    assertThat(Colour.of(Place.PROD2)).isEqualTo(Colour.BLUE);
    assertThat(legacy(Colour.BLUE).at("/ContainerDefinitions/0/PortMappings/0/HostPort").asInt())
        .isEqualTo(8001);
    assertThat(legacy(Colour.GREEN).at("/ContainerDefinitions/0/PortMappings/0/HostPort").asInt())
        .isEqualTo(8002);
  }

  @Test
  void aContainerMayUseOneAndAHalfTimesWhatIsKeptForItButNotMoreThanTheTaskHas() {
    assertThat(legacy(Colour.GREEN).at("/ContainerDefinitions/1/Memory").asInt()).isEqualTo(96);
    assertThat(worker().at("/ContainerDefinitions/0/Memory").asInt()).isEqualTo(512);
    assertThat(legacy(Colour.GREEN).at("/ContainerDefinitions/0/Memory").asInt())
        .as("said by the team")
        .isEqualTo(1024);
  }

  @Test
  void awsfirelensBringsASidecarThatLogsToTheLogGroupOfThePlace() {
    var containers = worker().path("ContainerDefinitions");

    assertThat(containers).hasSize(2);
    assertThat(containers.at("/0/LogConfiguration/LogDriver").asText()).isEqualTo("awsfirelens");
    assertThat(containers.at("/0/LogConfiguration/Options/log_group_name").asText())
        .isEqualTo("/slipway/shop/dev");
    assertThat(containers.at("/1/FirelensConfiguration/Type").asText()).isEqualTo("fluentbit");
    assertThat(containers.at("/1/LogConfiguration/LogDriver").asText()).isEqualTo("awslogs");
  }

  @Test
  void optionsOfTheTeamStandBesideTheDefaultsOfAwslogs() {
    var options = legacy(Colour.GREEN).at("/ContainerDefinitions/0/LogConfiguration/Options");

    assertThat(options.toString())
        .isEqualTo(
            "{\"awslogs-group\":\"/slipway/shop/dev\",\"awslogs-region\":\"eu-central-1\","
                + "\"awslogs-stream-prefix\":\"shop\",\"mode\":\"non-blocking\"}");
    assertThat(legacy(Colour.GREEN).at("/ContainerDefinitions/1").has("LogConfiguration"))
        .as("none is said by leaving it out")
        .isFalse();
  }

  @Test
  void storedParametersAreSecretsOfTheFirstContainerOnly() {
    assertThat(legacy(Colour.GREEN).at("/ContainerDefinitions/0/Secrets"))
        .extracting(secret -> secret.path("Name").asText())
        .containsExactly("API_TOKEN", "DB_PASSWORD");
    assertThat(legacy(Colour.GREEN).at("/ContainerDefinitions/1").has("Secrets")).isFalse();
  }

  @Test
  void aRoleThatTheTeamNamesComesBeforeTheOneThatWasMade() {
    assertThat(legacy(Colour.GREEN).path("TaskRoleArn").asText()).endsWith("role/slipway/shop");
    assertThat(worker().path("TaskRoleArn").asText()).isEqualTo("made-task-role");
    assertThat(worker().path("ExecutionRoleArn").asText()).isEqualTo("made-execution-role");
  }

  @Test
  void withinATemplateFactsMayBeFunctionsOfCloudFormation() {
    var reference = Json.mapper().createObjectNode().put("Ref", "Image");
    var specification = read("/specifications/every-task-key.yml");
    var facts =
        new TaskFacts(
            text("shop-dev"),
            reference,
            "1",
            Json.mapper().createObjectNode().put("Ref", "LogGroup"),
            Json.mapper().createObjectNode().put("Ref", "AWS::Region"),
            Map.of("API_TOKEN", text(TOKEN)),
            Optional.empty(),
            Optional.empty());
    var worker = TaskRendering.of(specification, "worker", Colour.GREEN, facts);

    assertThat(worker.at("/ContainerDefinitions/0/Image")).isEqualTo(reference);
    assertThat(worker.at("/ContainerDefinitions/0/LogConfiguration/Options/region/Ref").asText())
        .isEqualTo("AWS::Region");
    assertThat(worker.has("TaskRoleArn")).isFalse();
  }

  @Test
  void whatEcsWouldNotTakeAsAWholeIsRefused() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    services:
                      app:
                        task:
                          cpu: 256
                          memory: 512
                          containers:
                            - {name: app, memory: 500, environment: {KEY: value}, log: {driver: awsfirelens}}
                            - {name: log_router}
                    parameters: {keys: [KEY]}
                    """))
        .hasMessageContaining("ask for 550, but the task has 512")
        .hasMessageContaining("the sidecar of awsfirelens is called 'log_router' as well")
        .hasMessageContaining("'KEY' is a variable of services.app.task.containers[0] already");
    assertThatThrownBy(() -> parse(large())).hasMessageContaining("ECS takes 65536");
  }

  private static String large() {
    var document =
        new StringBuilder(
            """
            services:
              app:
                task:
                  cpu: 256
                  memory: 512
                  containers:
                    - environment:
            """);
    for (int i = 0; i < 5; i++) {
      document.append("            KEY" + i + ": " + "x".repeat(15_000) + "\n");
    }
    return document.toString();
  }

  private static ObjectNode legacy(Colour colour) {
    return render(read("/specifications/every-task-key.yml"), "legacy", colour);
  }

  private static ObjectNode worker() {
    return render(read("/specifications/every-task-key.yml"), "worker", Colour.GREEN);
  }

  private static ObjectNode render(Specification specification, String service, Colour colour) {
    var facts =
        new TaskFacts(
            text("shop-dev"),
            text(IMAGE),
            "2.0.1",
            text("/slipway/shop/dev"),
            text("eu-central-1"),
            Map.of("API_TOKEN", text(TOKEN)),
            Optional.of(text("made-task-role")),
            Optional.of(text("made-execution-role")));
    return TaskRendering.of(specification, service, colour, facts);
  }

  private static void paths(JsonNode tree, String path, List<String> paths) {
    paths.add(path);
    if (tree.isObject()) {
      tree.properties()
          .forEach(entry -> paths(entry.getValue(), path + "." + entry.getKey(), paths));
    } else {
      tree.forEach(item -> paths(item, path, paths));
    }
  }

  private static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }

  private static Specification read(String resource) {
    try (var file = TaskRenderingTest.class.getResourceAsStream(resource)) {
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Specification parse(String document) {
    return SpecificationReader.read(
            document.getBytes(StandardCharsets.UTF_8),
            new Surroundings("123456789012", "eu-central-1", "dev"))
        .specification();
  }
}
