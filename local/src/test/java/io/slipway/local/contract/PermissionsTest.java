package io.slipway.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No policy of template.yaml allows more than it must. */
class PermissionsTest {

  /**
   * Actions for which IAM knows no resources (service authorization reference), so that "*" is all
   * one can write.
   */
  private static final Set<String> WITHOUT_RESOURCES =
      Set.of(
          "application-autoscaling:DescribeScalableTargets",
          "application-autoscaling:DescribeScalingPolicies",
          "application-autoscaling:DescribeScheduledActions",
          "ec2:DescribeRegions",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeVpcs",
          "acm:ListCertificates",
          // composite alarms are found with nothing narrower (API reference, DescribeAlarms)
          "cloudwatch:DescribeAlarms",
          "cloudwatch:GetMetricData",
          "ecs:DeregisterTaskDefinition",
          "ecs:DescribeTaskDefinition",
          "ecs:ListTaskDefinitions",
          // knows container instances only, which Fargate has none of; a condition names the
          // clusters
          "ecs:ListTasks",
          "elasticloadbalancing:DescribeAccountLimits",
          "elasticloadbalancing:DescribeListenerAttributes",
          "elasticloadbalancing:DescribeListenerCertificates",
          "elasticloadbalancing:DescribeListeners",
          "elasticloadbalancing:DescribeLoadBalancerAttributes",
          "elasticloadbalancing:DescribeLoadBalancers",
          "elasticloadbalancing:DescribeRules",
          "elasticloadbalancing:DescribeTags",
          "elasticloadbalancing:DescribeTargetGroupAttributes",
          "elasticloadbalancing:DescribeTargetGroups",
          "elasticloadbalancing:DescribeTargetHealth",
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeIndexPolicies",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "ecr:GetAuthorizationToken",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "route53:CreateHostedZone",
          "route53:ListHostedZones",
          "route53:ListHostedZonesByName",
          "servicediscovery:CreatePrivateDnsNamespace",
          "servicediscovery:GetOperation",
          "servicediscovery:ListServices",
          "servicediscovery:ListTagsForResource",
          "servicediscovery:TagResource",
          "servicediscovery:UntagResource",
          "servicequotas:GetAWSDefaultServiceQuota",
          "servicequotas:GetServiceQuota",
          "ssm:DescribeParameters");

  @Test
  void everyAllowedActionIsNamed() {
    assertThat(allowing())
        .allSatisfy(
            statement -> {
              assertThat(statement.rule().has("NotAction")).as(statement.where()).isFalse();
              assertThat(Shipped.each(statement.rule().path("Action")).map(JsonNode::asText))
                  .as(statement.where())
                  .isNotEmpty()
                  .allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z0-9]+"));
            });
  }

  @Test
  void everyActionIsAllowedOnNamedResourcesWhereIamKnowsThem() {
    for (Statement statement : allowing()) {
      var resources = Shipped.each(statement.rule().path("Resource")).toList();
      assertThat(resources).as(statement.where()).isNotEmpty();
      if (resources.stream().anyMatch(resource -> resource.asText().equals("*"))) {
        assertThat(Shipped.each(statement.rule().path("Action")).map(JsonNode::asText))
            .as(statement.where() + " on every resource")
            .allMatch(WITHOUT_RESOURCES::contains);
      }
    }
  }

  @Test
  void aRoleIsPassedToOneServiceOnly() {
    assertThat(allowing())
        .filteredOn(statement -> statement.rule().path("Action").toString().contains("PassRole"))
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(
                        statement
                            .rule()
                            .path("Condition")
                            .path("StringEquals")
                            .path("iam:PassedToService")
                            .asText())
                    .as(statement.where())
                    .isIn(
                        "ecs-tasks.amazonaws.com",
                        "application-autoscaling.amazonaws.com",
                        "cloudformation.amazonaws.com"));
  }

  /** A specification may name a cluster that is not the installation's. */
  @Test
  void whoeverMayTouchServicesMayTouchThoseOfFurtherClusters() {
    for (Statement statement : allowing()) {
      var resources = statement.rule().toString();
      if (resources.contains("/${NonProductionCluster}")
          || resources.contains("NonProductionCluster\",\"Arn")) {
        assertThat(resources).as(statement.where()).contains("/${clusters}");
      }
    }
  }

  @Test
  void nobodyRewritesTheLogOfEvents() {
    assertThat(allowing())
        .filteredOn(
            statement -> statement.rule().path("Resource").toString().contains("EventsTable"))
        .allSatisfy(
            statement ->
                assertThat(Shipped.each(statement.rule().path("Action")).map(JsonNode::asText))
                    .as(statement.where())
                    .doesNotContain("dynamodb:UpdateItem", "dynamodb:DeleteItem")
                    .doesNotContain("dynamodb:BatchWriteItem"));
  }

  @Test
  void noStackCanGiveItselfMoreThanApplicationsMayHave() {
    assertThat(allowing())
        .filteredOn(statement -> statement.rule().path("Action").toString().contains("RolePolicy"))
        .filteredOn(statement -> statement.rule().path("Action").toString().contains("iam:Put"))
        .isNotEmpty()
        .allSatisfy(
            statement ->
                assertThat(statement.rule().at("/Condition/ArnEquals/iam:PermissionsBoundary/Ref"))
                    .as(statement.where())
                    .hasToString("\"ApplicationBoundary\""));
    assertThat(allowing())
        .extracting(statement -> statement.rule().path("Action").toString())
        .noneMatch(actions -> actions.contains("iam:CreatePolicy"));
  }

  /** A statement that allows something, and the resource of template.yaml that it stands in. */
  private record Statement(String where, JsonNode rule) {}

  /** A permissions boundary grants nothing: it is what no grant goes beyond. */
  private static final String BOUNDARY = "ApplicationBoundary";

  private static List<Statement> allowing() {
    var statements = new ArrayList<Statement>();
    Shipped.template().path("Resources").properties().stream()
        .filter(resource -> !resource.getKey().equals(BOUNDARY))
        .forEach(
            resource ->
                resource.getValue().path("Properties").findValues("Statement").stream()
                    .flatMap(Shipped::each)
                    .filter(rule -> rule.path("Effect").asText().equals("Allow"))
                    .filter(rule -> !rule.has("Principal"))
                    .forEach(rule -> statements.add(new Statement(resource.getKey(), rule))));
    return statements;
  }
}
