package io.slipway.local.account.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.slipway.aws.SdkJson;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import io.slipway.spec.Specification;
import io.slipway.spec.Surroundings;
import io.slipway.spec.reading.SpecificationReader;
import io.slipway.spec.render.Colour;
import io.slipway.spec.render.TaskFacts;
import io.slipway.spec.render.TaskRendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Whatever passes the rules of specifications is taken by ECS. */
class RegistrationTest {

  private static final int SPECIFICATIONS = 8_000;
  private static final String IMAGE = "registry/shop@sha256:" + "a".repeat(64);
  private static final Surroundings HERE = new Surroundings("123456789012", "eu-central-1", "dev");

  @Test
  void everyValidSpecificationRendersTaskDefinitionsThatEcsTakes() {
    int valid = 0;
    for (int seed = 0; seed < SPECIFICATIONS; seed++) {
      var document = new TaskSpecimens(new Random(seed * 7_919L)).specification();
      var specification = read(document);
      if (specification.isPresent()) {
        valid++;
        for (var colour : Colour.values()) {
          var rendered = render(specification.get(), colour);
          assertThatCode(() -> Registration.check(request(rendered)))
              .as("seed %s, %s: %s as %s", seed, colour, document, rendered)
              .doesNotThrowAnyException();
        }
      }
    }

    assertThat(valid).isBetween(SPECIFICATIONS / 8, SPECIFICATIONS * 7 / 8);
  }

  @Test
  void secretsAreNamedWhereEcsReadsThemAndNowhereElse() {
    for (int seed = 0; seed < SPECIFICATIONS / 8; seed++) {
      var document = new TaskSpecimens(new Random(seed * 7_919L)).specification();
      read(document)
          .ifPresent(
              specification -> {
                var places = new ArrayList<String>();
                collect("", render(specification, Colour.GREEN), places);
                assertThat(places).allMatch(place -> place.endsWith(".Secrets.ValueFrom"));
              });
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a pair that Fargate does not have | "Cpu":"256","Memory":"4096"                                    | No Fargate configuration exists
          a host port of its own            | "ContainerDefinitions":[{"PortMappings":[{"ContainerPort":80,"HostPort":81}]}] | must match
          no essential container            | "ContainerDefinitions":[{"Essential":false}]                       | essential
          more than the task has            | "ContainerDefinitions":[{"Cpu":512}]                               | sum of all container 'cpu'
          a privileged container            | "ContainerDefinitions":[{"Privileged":true}]                       | privileged
          a link                            | "ContainerDefinitions":[{"Links":["other"]}]                       | Links are not supported
          a volume that is not there        | "ContainerDefinitions":[{"MountPoints":[{"SourceVolume":"v"}]}]    | Unknown volume 'v'
          a log without its group           | "ContainerDefinitions":[{"LogConfiguration":{"LogDriver":"awslogs"}}] | requires options
          a router without a user           | "ContainerDefinitions":[{"FirelensConfiguration":{"Type":"fluentbit"}}] | at least one container
          a name twice                      | "ContainerDefinitions":[{"Environment":[{"Name":"A","Value":"1"}],"Secrets":[{"Name":"A","ValueFrom":"x"}]}] | must be unique
          a family with a dot               | "Family":"shop.dev"                                                | Family should match
          """)
  void ecsDoesNotTake(String what, String said, String message) throws Exception {
    var definition = whole();
    var change = Json.mapper().readTree("{" + said + "}");
    change
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().equals("ContainerDefinitions")) {
                ((ObjectNode) definition.at("/ContainerDefinitions/0"))
                    .setAll((ObjectNode) entry.getValue().get(0));
              } else {
                definition.set(entry.getKey(), entry.getValue());
              }
            });

    assertThatThrownBy(() -> Registration.check(request(definition)))
        .as(what)
        .isInstanceOf(ClientException.class)
        .hasMessageContaining(message);
  }

  @Test
  void ecsTakesNoMoreThanTenContainersAndSixtyFourKibibytes() {
    var many = whole();
    for (int i = 0; i < 10; i++) {
      many.withArray("ContainerDefinitions").addObject().put("Name", "c" + i).put("Image", IMAGE);
    }
    var large = whole();
    ((ObjectNode) large.at("/ContainerDefinitions/0")).putArray("Command").add("x".repeat(66_000));

    assertThatThrownBy(() -> Registration.check(request(many))).hasMessageContaining("10");
    assertThatThrownBy(() -> Registration.check(request(large))).hasMessageContaining("64 KiB");
  }

  private static ObjectNode whole() {
    var definition =
        Json.mapper()
            .createObjectNode()
            .put("Family", "shop-dev")
            .put("NetworkMode", "awsvpc")
            .put("Cpu", "256")
            .put("Memory", "512");
    definition.putArray("RequiresCompatibilities").add("FARGATE");
    definition.putArray("ContainerDefinitions").addObject().put("Name", "app").put("Image", IMAGE);
    return definition;
  }

  private static Optional<Specification> read(ObjectNode document) {
    try {
      return Optional.of(SpecificationReader.read(document, HERE).specification());
    } catch (Rejected e) {
      return Optional.empty();
    }
  }

  private static ObjectNode render(Specification specification, Colour colour) {
    var parameters =
        specification.parameters().keys().stream()
            .collect(
                Collectors.toMap(
                    key -> key, key -> text("arn:aws:ssm:eu-central-1:1:parameter/" + key)));
    var facts =
        new TaskFacts(
            text("shop-dev"),
            text(IMAGE),
            "2.0.1",
            text("/slipway/shop/dev"),
            text("eu-central-1"),
            parameters,
            Optional.of(text("arn:aws:iam::123456789012:role/slipway/task")),
            Optional.of(text("arn:aws:iam::123456789012:role/slipway/execution")));
    return TaskRendering.of(
        specification, specification.services().keySet().iterator().next(), colour, facts);
  }

  private static RegisterTaskDefinitionRequest request(JsonNode definition) {
    return SdkJson.read(definition, RegisterTaskDefinitionRequest.class);
  }

  private static void collect(String path, JsonNode tree, List<String> secrets) {
    if (tree.isTextual()
        && (tree.textValue().contains(":secretsmanager:") || tree.textValue().contains(":ssm:"))) {
      secrets.add(path);
    }
    if (tree.isObject()) {
      tree.properties().forEach(one -> collect(path + "." + one.getKey(), one.getValue(), secrets));
    } else {
      tree.forEach(item -> collect(path, item, secrets));
    }
  }

  private static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }
}
