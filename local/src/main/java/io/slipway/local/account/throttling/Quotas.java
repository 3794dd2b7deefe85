package io.slipway.local.account.throttling;

import io.slipway.local.account.throttling.Quota.Source;
import java.util.List;
import java.util.Set;

/**
 * The quotas that a new account has in eu-central-1, of the calls that Slipway makes.
 *
 * <p>Documented:
 *
 * <ul>
 *   <li><a
 *       href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">Amazon
 *       ECS</a>, per category of actions, in every region
 *   <li><a
 *       href="https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html">Elastic
 *       Load Balancing</a>, per category, and for all actions of an account together
 *   <li><a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Step
 *       Functions</a>, in regions other than N. Virginia, Oregon and Ireland
 *   <li><a href="https://docs.aws.amazon.com/general/latest/gr/cw_region.html">CloudWatch</a>:
 *       requests a second, without a burst
 *   <li><a href="https://docs.aws.amazon.com/general/latest/gr/sns.html">SNS</a>: messages a
 *       second, without a burst; 300 in the smallest regions
 *   <li><a
 *       href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/throttling-api-requests.html">Route
 *       53</a>, for all actions of an account together, and for each; in whatever region
 *   <li>requests to Slipway itself: template.yaml
 * </ul>
 *
 * <p>Assumed, since AWS publishes none: of ECR the calls that read images and repositories,
 * Application Auto Scaling, CloudFormation (users <a
 * href="https://github.com/aws/aws-sam-cli/issues/2671">report</a> five DescribeStacks a second).
 *
 * <p>Not here: DynamoDB on demand, which has no bucket that these figures come near; transitions of
 * states, of which there may be 800 a second, and which are put off rather than refused; what
 * CloudFormation, ECS and Auto Scaling call themselves, which has buckets of its own.
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
        documented("load balancers, all", "elasticloadbalancing", 40, 10),
        documented(
            "load balancers, modify",
            "elasticloadbalancing",
            20,
            3,
            "CreateRule",
            "DeleteRule",
            "ModifyRule",
            "AddTags"),
        documented("start executions", "states", 800, 150, "StartExecution"),
        documented("read executions", "states", 250, 10, "DescribeExecution"),
        documented("end task tokens", "states", 1_500, 300, "SendTaskSuccess"),
        documented("alarms, read", "monitoring", 9, 9, "DescribeAlarms"),
        documented("metrics, read", "monitoring", 500, 500, "GetMetricData"),
        documented("publish", "sns", 1_500, 1_500, "Publish"),
        assumed("images, read", "ecr", 40, 20, "DescribeImages", "DescribeRepositories"),
        assumed("scaling, read", "application-autoscaling", 40, 20, "DescribeScalableTargets"),
        assumed("scaling, modify", "application-autoscaling", 20, 10, "RegisterScalableTarget"),
        documented("DNS, all", "route53", 50, 10),
        documented("DNS, changes", "route53", 50, 10, "ChangeResourceRecordSets"),
        documented("DNS, read changes", "route53", 50, 10, "GetChange"),
        documented("DNS, read records", "route53", 50, 10, "ListResourceRecordSets"),
        documented("DNS, read zones", "route53", 50, 10, "ListHostedZones"),
        // AWS Support tells users three a second; more than 20 at once are seen to pass
        assumed("parameters, write", "ssm", 20, 3, "PutParameter"),
        assumed("parameters, delete", "ssm", 20, 3, "DeleteParameters"),
        assumed(
            "stacks, read",
            "cloudformation",
            10,
            5,
            "DescribeChangeSet",
            "DescribeStacks",
            "DescribeStackEvents",
            "GetTemplate"),
        assumed(
            "stacks, modify",
            "cloudformation",
            10,
            5,
            "ContinueUpdateRollback",
            "CreateChangeSet",
            "CreateStack",
            "DeleteChangeSet",
            "DeleteStack",
            "ExecuteChangeSet"));
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
