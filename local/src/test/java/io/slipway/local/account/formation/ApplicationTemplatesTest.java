package io.slipway.local.account.formation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.account.formation.types.ApplicationResources;
import io.slipway.local.template.yaml.TemplateYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/** What must hold of the shipped templates as texts, whatever they are used for. */
final class ApplicationTemplatesTest {

  private static final String LONGEST = "Abcdefghijklmnopqrstuvwx";

  private static final Map<String, Set<String>> PARAMETERS =
      Map.of(
          "images", Set.of(),
          "environment",
              Set.of("RulePriority", "PresentOfTaskDefinition", "MinCapacityOfScalableTarget"),
          "production",
              Set.of(
                  "ProductionPriority",
                  "PreviewPriority",
                  "WeightOfProd1",
                  "WeightOfProd2",
                  "PresentOfProd1TaskDefinition",
                  "PresentOfProd2TaskDefinition",
                  "MinCapacityOfProd1ScalableTarget",
                  "MinCapacityOfProd2ScalableTarget"));

  private static final Map<String, Set<String>> OUTPUTS =
      Map.of(
          "images", Set.of("RepositoryUri", "RepositoryArn"),
          "environment",
              Set.of(
                  "ServiceName",
                  "ClusterName",
                  "TargetGroupArn",
                  "RuleArn",
                  "Url",
                  "LogGroup",
                  "TopicArn",
                  "TaskDefinitionArn",
                  "TaskRoleArn",
                  "ExecutionRoleArn",
                  "ContainerName"),
          "production",
              Set.of(
                  "ClusterName",
                  "Prod1Service",
                  "Prod2Service",
                  "Prod1TargetGroup",
                  "Prod2TargetGroup",
                  "ProductionRuleArn",
                  "PreviewRuleArn",
                  "ProductionUrl",
                  "PreviewUrl",
                  "Prod1LogGroup",
                  "Prod2LogGroup",
                  "TopicArn",
                  "Prod1TaskDefinition",
                  "Prod2TaskDefinition",
                  "TaskRoleArn",
                  "ExecutionRoleArn",
                  "ContainerName"));

  private final Bench bench = new Bench();

  static Stream<String> templates() {
    return Bench.TEMPLATES.stream();
  }

  private JsonNode read(String template) {
    return TemplateYaml.read(text(template));
  }

  private String text(String template) {
    return bench.rendered(template, "shop").text();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void parametersAndOutputsAreThoseThatHandlersKnow(String template) {
    assertThat(names(read(template).path("Parameters")))
        .isEqualTo(new TreeSet<>(PARAMETERS.get(template)));
    assertThat(names(read(template).get("Outputs")))
        .isEqualTo(new TreeSet<>(OUTPUTS.get(template)));
  }

  /** C12: the ancestor's template had attributes beside its properties, where they do nothing. */
  @ParameterizedTest
  @MethodSource("templates")
  void flawC12EveryTypeAndPropertyIsOneThatTheTypeHas(String template) {
    var types = types();
    var checked = StackTemplate.parse(text(template), types);

    checked
        .resources()
        .forEach(
            (logicalId, resource) ->
                assertThat(types.mistakes(resource.get("Type").asText(), properties(resource)))
                    .as(logicalId)
                    .isEmpty());
  }

  private ResourceTypes types() {
    var account = bench.account;
    return ApplicationResources.types(
        account.kernel(),
        account.ecs(),
        account.loadBalancers(),
        account.ecr(),
        account.sns(),
        account.scaling(),
        account.cloudWatch(),
        bench.kept);
  }

  @ParameterizedTest
  @CsvSource({"environment, 1", "production, 2"})
  void everyServiceWaitsForEveryRuleThatNamesItsTargetGroup(String template, int services) {
    var resources = StackTemplate.checked(read(template)).resources();
    var rules =
        resources.keySet().stream()
            .filter(id -> ofType(resources.get(id), "AWS::ElasticLoadBalancingV2::ListenerRule"))
            .toList();
    var waiting =
        resources.values().stream()
            .filter(resource -> ofType(resource, "AWS::ECS::Service"))
            .map(StackTemplate::dependsOn)
            .toList();

    assertThat(waiting).hasSize(services).allSatisfy(it -> assertThat(it).containsAll(rules));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void noRoleHasANameAndEachIsUnderTheBoundary(String template) {
    for (var resource : read(template).get("Resources")) {
      if (ofType(resource, "AWS::IAM::Role")) {
        assertThat(resource.get("Properties").get("Path").asText()).isEqualTo("/slipway/");
        assertThat(names(resource.get("Properties")))
            .doesNotContain("RoleName")
            .contains("PermissionsBoundary");
      }
      assertThat(resource.get("Type").asText()).isNotEqualTo("AWS::IAM::Policy");
    }
  }

  /** L4: what the ancestor forgot in a new revision is written down in the first. */
  @ParameterizedTest
  @CsvSource({"environment, 1", "production, 2"})
  void flawL4ATaskDefinitionSaysAllThatADeployCopies(String template, int definitions) {
    int found = 0;
    for (var resource : read(template).get("Resources")) {
      if (ofType(resource, "AWS::ECS::TaskDefinition")) {
        found++;
        assertThat(names(resource.get("Properties")))
            .contains(
                "TaskRoleArn",
                "ExecutionRoleArn",
                "Cpu",
                "Memory",
                "NetworkMode",
                "RequiresCompatibilities");
        assertThat(resource.get("Properties").get("ContainerDefinitions").get(0).get("Name"))
            .hasToString("\"app\"");
        assertThat(names(resource.get("Properties").get("ContainerDefinitions").get(0)))
            .contains("LogConfiguration", "PortMappings");
      }
    }
    assertThat(found).isEqualTo(definitions);
  }

  @Test
  void theLongestApplicationNameFitsEveryLimit() {
    for (var template : Bench.TEMPLATES) {
      var id =
          bench.create(
              bench.shipped(template, LONGEST).stackName("slipway-" + LONGEST + "-" + template));
      assertThat(bench.stack(id).stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
    }
    assertThat(bench.account.loadBalancers().describeTargetGroups(request -> {}).targetGroups())
        .hasSize(3)
        .allSatisfy(group -> assertThat(group.targetGroupName()).hasSizeLessThanOrEqualTo(32));
    assertThat(bench.kept.list("AWS::IAM::Role"))
        .hasSize(4)
        .allSatisfy(role -> assertThat(role.physicalId()).hasSizeLessThanOrEqualTo(64));
    assertThat(bench.kept.list("AWS::Route53::RecordSet"))
        .allSatisfy(record -> assertThat(record.physicalId()).hasSizeLessThanOrEqualTo(128));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void everyTemplateFitsIntoOneCall(String template) {
    assertThat(text(template).length()).isLessThan(51_200);
    for (var parameter : read(template).path("Parameters").properties()) {
      assertThat(parameter.getValue().path("Description").asText())
          .as(parameter.getKey())
          .isNotBlank();
    }
  }

  @Test
  void logsDoNotGrowForEver() {
    List<JsonNode> retentions = new ArrayList<>();
    for (var template : Bench.TEMPLATES) {
      read(template).findValues("RetentionInDays").forEach(retentions::add);
    }
    assertThat(retentions).hasSize(3).allMatch(days -> days.asInt() == 90);
  }

  private static boolean ofType(JsonNode resource, String type) {
    return resource.get("Type").asText().equals(type);
  }

  private static JsonNode properties(JsonNode resource) {
    return resource.has("Properties")
        ? resource.get("Properties")
        : JsonNodeFactory.instance.objectNode();
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
