package io.slipway.spec.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.domain.Rejected;
import io.slipway.spec.Capacity;
import io.slipway.spec.LaunchType;
import io.slipway.spec.Surroundings;
import io.slipway.spec.shape.PerColour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples that people who come from the ancestors have. */
class SeedsTest {

  static final Surroundings HERE = new Surroundings("123456789012", "eu-central-1", "stage");

  /** What an example of the strategy alone leaves out. */
  private static final String SERVICE =
      """
      service:
        project: shop
        name: shop
        cluster: shop
        fqdn: shop.example.com
        version: 1.0.0
        containers:
          - port_mappings:
              - container_port: 80
      target_groups:
        - container: {port: 80}
          health_check: {path: /health}
      """;

  @Test
  void theStrategyOfTheCanarySeedIsReadStepByStep() {
    var release = read(text("canary-strategy.yml") + SERVICE).specification().release();

    assertThat(release.balancers().orElseThrow().group()).isEqualTo("private");
    assertThat(release.balancers().orElseThrow().blue()).isEqualTo("1");
    assertThat(release.balancers().orElseThrow().green()).isEqualTo("2");
    assertThat(release.scale().desired()).contains(2);
    assertThat(release.steps().steps())
        .extracting(step -> List.of(step.weight(), (int) step.bake().toSeconds()))
        .containsExactly(List.of(10, 70), List.of(60, 50), List.of(100, 600));
  }

  @Test
  void theKeysOfAServiceInTheCanarySeedAreKnown() {
    assertThat(saidOf("canary-service-keys.yml"))
        .isNotEmpty()
        .noneMatch(said -> said.contains("unknown key"));
  }

  @Test
  void theKeysOfAContainerInTheCanarySeedAreKnown() {
    assertThat(saidOf("canary-container-keys.yml"))
        .isNotEmpty()
        .noneMatch(said -> said.contains("unknown key"));
  }

  @Test
  void flawC11_flawC13_everyKeyOfADeploymentFileHasItsPlace() {
    var reading = read(text("canary-every-key.yml"));
    var specification = reading.specification();
    var service = specification.services().get("phoenix-shop");
    var container = service.task().containers().getFirst();

    assertThat(reading.version()).contains("1.10");
    assertThat(specification.cluster()).contains("stage-ecs-cluster");
    assertThat(specification.release().balancers().orElseThrow().hosts())
        .containsExactly("phoenix-shop.stage.example.com", "phoenix-shop.example.org");
    assertThat(container.name()).isEqualTo("default");
    assertThat(container.ports().getFirst().hostPort()).isEqualTo(new PerColour(8001, 8002));
    assertThat(container.environment())
        .containsEntry("SITE", "phoenix-shop.example.org")
        .containsEntry("RETRIES", "3")
        .containsEntry("AWS_REGION", "eu-central-1");
    assertThat(service.scaling().rules()).hasSize(2);
    assertThat(service.listeners().getFirst().rules().getFirst().actions()).hasSize(2);
    assertThat(service.targetGroups().getFirst().attributes())
        .containsEntry("deregistration_delay.timeout_seconds", "30");
  }

  @Test
  void theServiceConfigurationOfTheCloudliftSeedIsRead() {
    var specification = read(text("cloudlift-service-filled.json")).specification();
    var service = specification.services().get("Payments");
    var container = service.task().containers().getFirst();

    assertThat(container.memoryReservation()).contains(512);
    assertThat(container.memory()).as("one and a half times the soft limit").contains(768);
    assertThat(container.command()).containsExactly("./start.sh");
    assertThat(service.loadBalancer().internal()).isTrue();
    assertThat(service.loadBalancer().restrictAccessTo())
        .containsExactly("10.0.0.0/16", "192.0.2.7");
    assertThat(service.customMetrics().orElseThrow().port()).isEqualTo(9102);
    assertThat(service.task().networkMode()).hasToString("awsvpc");
    assertThat(service.task().volumes().getFirst().efs().orElseThrow().directory())
        .isEqualTo("/payments");
    assertThat(container.log().driver()).hasToString("awslogs");
  }

  @Test
  void everyKeyOfAServiceConfigurationHasItsPlace() {
    var specification = read(text("cloudlift-every-key.json")).specification();
    var web = specification.services().get("Web");
    var worker = specification.services().get("Worker");

    assertThat(specification.services().keySet()).containsExactly("Web", "Worker");
    assertThat(specification.parameters().keys()).containsExactly("KEY1", "KEY2");
    assertThat(web.placement().launchType()).isEqualTo(LaunchType.FARGATE);
    assertThat(web.task().containers()).hasSize(2);
    assertThat(web.loadBalancer().own()).isFalse();
    assertThat(web.alarms().enabled()).isFalse();
    assertThat(worker.placement().capacity()).isEqualTo(Capacity.SPOT);
    assertThat(worker.targetGroups()).isEmpty();
    assertThat(specification.release().baking().duration()).isEqualTo(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cloudlift-service.json.txt", "cloudlift-environment.json.txt"})
  void anExampleWhosePlacesAreNotFilledInIsRefusedByItsLine(String example) {
    assertThatThrownBy(() -> read(text(example)))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("line ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary-every-key.yml",
        "cloudlift-every-key.json",
        "cloudlift-service-filled.json"
      })
  void whatIsReadInAnyFormIsReadAgainInOurs(String example) {
    var specification = read(text(example)).specification();
    var own = SpecificationReader.write(specification);

    assertThat(SpecificationReader.read(own, HERE).specification()).isEqualTo(specification);
    assertThat(SpecificationReader.read(own, HERE).form()).isEqualTo(WrittenAs.SPECIFICATION);
  }

  private static List<String> saidOf(String example) {
    var said = new ArrayList<String>();
    var tree = Yaml.read(text(example).replace("[service:]", "service:"));
    SpecificationReader.form(WrittenAs.CANARY)
        .read(tree, "", (path, message) -> said.add(path + ": " + message));
    return said;
  }

  static SpecificationReader.Reading read(String document) {
    return SpecificationReader.read(document.getBytes(StandardCharsets.UTF_8), HERE);
  }

  static String text(String example) {
    try (var file = SeedsTest.class.getResourceAsStream("/seeds/" + example)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(example, e);
    }
  }
}
