package io.slipway.local.account.throttling;

import io.slipway.local.account.throttling.Quota.Source;
import java.util.List;
import java.util.Set;

/**
 * The quotas that a new account has in eu-central-1, of the calls that Slipway makes.
 *
 * <p>Documented: <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">Amazon
 * ECS, per category of actions</a>; <a
 * href="https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html">Elastic
 * Load Balancing</a>, of which only the bucket of {@code Describe*}; <a
 * href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step
 * Functions</a>, regions other than N. Virginia, Oregon and Ireland; <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html">CloudWatch</a>;
 * <a href="https://docs.aws.amazon.com/general/latest/gr/sns.html">SNS</a>.
 *
 * <p>Requests to Slipway itself are limited by template.yaml.
 *
 * <p>Assumed, since AWS publishes none: what changes load balancers, ECR's Describe calls,
 * Application Auto Scaling, CloudFormation (users report five DescribeStacks a second). DynamoDB on
 * demand has no bucket that these figures come near. Calls that CloudFormation and ECS make
 * themselves have buckets of their own and are not counted here.
 */
public final class Quotas {

  private Quotas() {}

  /** All of them. */
  public static List<Quota> defaults() {
    return List.of(
        documented("requests to Slipway", "execute-api", 50, 25),
        ecs(
            "task definitions, modify",
            20,
            1,
            "RegisterTaskDefinition",
            "DeregisterTaskDefinition"),
        ecs(
            "task definitions, read",
            50,
            20,
            "DescribeTaskDefinition",
            "ListTaskDefinitions",
            "ListTaskDefinitionFamilies"),
        ecs("task definitions, delete", 5, 1, "DeleteTaskDefinitions"),
        ecs("services, modify", 50, 5, "CreateService", "DeleteService", "UpdateService"),
        ecs("services, read", 100, 20, "DescribeServices", "ListServices"),
        ecs("tasks, modify", 100, 40, "RunTask", "StartTask", "StopTask"),
        ecs("tasks, read", 100, 20, "DescribeTasks", "ListTasks"),
        ecs("clusters, read", 50, 20, "DescribeClusters", "ListClusters"),
        documented(
            "load balancers, read",
            "elasticloadbalancing",
            40,
            10,
            "DescribeRules",
            "DescribeTargetHealth",
            "DescribeTargetGroups",
            "DescribeListeners",
            "DescribeLoadBalancers"),
        assumed("load balancers, modify", "elasticloadbalancing", 40, 10, "ModifyRule"),
        documented("start executions", "states", 800, 150, "StartExecution"),
        documented("read executions", "states", 250, 10, "DescribeExecution"),
        documented("stop executions", "states", 500, 25, "StopExecution"),
        documented("alarms, read", "monitoring", 9, 9, "DescribeAlarms"),
        documented("metrics, read", "monitoring", 50, 50, "GetMetricData"),
        documented("publish", "sns", 9_000, 9_000, "Publish"),
        assumed("images, read", "ecr", 40, 20, "DescribeImages", "DescribeRepositories"),
        assumed("scaling, read", "application-autoscaling", 40, 20, "DescribeScalableTargets"),
        assumed("scaling, modify", "application-autoscaling", 20, 10, "RegisterScalableTarget"),
        // AWS Support tells users three a second; more than 20 at once are seen to pass
        assumed("parameters, write", "ssm", 20, 3, "PutParameter"),
        assumed("parameters, delete", "ssm", 20, 3, "DeleteParameters"),
        assumed("stacks, read", "cloudformation", 10, 5, "DescribeStacks", "DescribeStackEvents"),
        assumed("stacks, modify", "cloudformation", 10, 5));
  }

  private static Quota ecs(String name, int burst, double perSecond, String... actions) {
    return documented(name, "ecs", burst, perSecond, actions);
  }

  private static Quota documented(
      String name, String service, int burst, double perSecond, String... actions) {
    return new Quota(name, service, Set.of(actions), burst, perSecond, Source.DOCUMENTED);
  }

  private static Quota assumed(
      String name, String service, int burst, double perSecond, String... actions) {
    return new Quota(name, service, Set.of(actions), burst, perSecond, Source.ASSUMED);
  }
}
