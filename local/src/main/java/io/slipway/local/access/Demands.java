package io.slipway.local.access;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.ListCertificatesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageRequest;
import software.amazon.awssdk.services.ecr.model.BatchGetImageRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImageScanFindingsRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.ListImagesRequest;
import software.amazon.awssdk.services.ecr.model.PutImageRequest;
import software.amazon.awssdk.services.ecr.model.StartImageScanRequest;
import software.amazon.awssdk.services.ecs.model.EcsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Request;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyRuleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.route53.model.Route53Request;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerRequest;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.ssm.model.SsmRequest;

/**
 * What AWS asks of a caller for each request: the actions, and the resources that it looks them up
 * with. A request that is not listed is refused loudly.
 *
 * @param repositoryTags the tags of a repository, by its name; empty where there is none
 * @param ruleTags the tags of a listener rule, by its ARN; empty where there is none
 * @param machineOfToken the ARN of the state machine that waits for a task token, if one does
 * @param rolesOf the roles of a task definition, by its ARN
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">Service
 *     authorization reference</a>
 */
record Demands(
    Arns arns,
    Function<String, Map<String, String>> repositoryTags,
    Function<String, Map<String, String>> ruleTags,
    Function<String, Optional<String>> machineOfToken,
    Function<String, List<String>> rolesOf) {

  /** Whether it is about a listener rule that is not there: those that are have tags. */
  boolean isAboutWhatIsGone(Demand demand) {
    return demand.resource().contains(":listener-rule/")
        && ruleTags.apply(demand.resource()).isEmpty();
  }

  static IllegalStateException unknown(SdkRequest request) {
    return new IllegalStateException(
        "local mode does not know which permission "
            + request.getClass().getSimpleName()
            + " needs");
  }

  static Demand passing(String role, String service) {
    return new Demand("iam:PassRole", role, Map.of("iam:PassedToService", service));
  }

  List<Demand> of(SdkRequest request) {
    return switch (request) {
      case DynamoDbRequest table -> new TableDemands(arns).of(table);
      case EcsRequest ecs -> new EcsDemands(arns, rolesOf).of(ecs);
      case ModifyRuleRequest modify ->
          List.of(Demand.of("elasticloadbalancing:ModifyRule", modify.ruleArn()));
      case CreateRuleRequest create -> creating(create);
      case DeleteRuleRequest delete ->
          List.of(
              new Demand(
                  "elasticloadbalancing:DeleteRule",
                  delete.ruleArn(),
                  tags("aws:ResourceTag/", ruleTags.apply(delete.ruleArn()))));
      case ElasticLoadBalancingV2Request read -> List.of(reading("elasticloadbalancing:", read));
      case DescribeAlarmsRequest read -> List.of(reading("cloudwatch:", read));
      case GetMetricDataRequest read -> List.of(Demand.of("cloudwatch:GetMetricData", Demand.ANY));
      case DescribeScalableTargetsRequest read ->
          List.of(reading("application-autoscaling:", read));
      case RegisterScalableTargetRequest register -> registering(register);
      case DescribeImagesRequest read ->
          List.of(onRepository("ecr:DescribeImages", read.repositoryName()));
      case DescribeImageScanFindingsRequest read ->
          List.of(onRepository("ecr:DescribeImageScanFindings", read.repositoryName()));
      case StartImageScanRequest scan ->
          List.of(onRepository("ecr:StartImageScan", scan.repositoryName()));
      case BatchGetImageRequest get ->
          List.of(onRepository("ecr:BatchGetImage", get.repositoryName()));
      case PutImageRequest put -> List.of(onRepository("ecr:PutImage", put.repositoryName()));
      case StartBuildRequest start ->
          List.of(
              Demand.of(
                  "codebuild:StartBuild", arns.of("codebuild", "project/" + start.projectName())));
      case StopBuildRequest stop ->
          List.of(
              Demand.of(
                  "codebuild:StopBuild",
                  arns.of("codebuild", "project/" + stop.id().replaceFirst(":.*", ""))));
      case GetLogEventsRequest read ->
          List.of(
              Demand.of(
                  "logs:GetLogEvents",
                  arns.of(
                      "logs",
                      "log-group:" + read.logGroupName() + ":log-stream:" + read.logStreamName())));
      case ListImagesRequest list -> List.of(onRepository("ecr:ListImages", list.repositoryName()));
      case BatchDeleteImageRequest delete ->
          List.of(onRepository("ecr:BatchDeleteImage", delete.repositoryName()));
      case DescribeRepositoriesRequest read ->
          read.repositoryNames().stream()
              .map(name -> onRepository("ecr:DescribeRepositories", name))
              .toList();
      case CreateStackRequest create -> creating(create);
      case DeleteStackRequest delete ->
          List.of(onStack("cloudformation:DeleteStack", delete.stackName()));
      case DescribeStacksRequest read ->
          List.of(onStack("cloudformation:DescribeStacks", read.stackName()));
      case DescribeStackEventsRequest read ->
          List.of(onStack("cloudformation:DescribeStackEvents", read.stackName()));
      case GetTemplateRequest read ->
          List.of(onStack("cloudformation:GetTemplate", read.stackName()));
      case CreateChangeSetRequest create -> proposing(create);
      case DescribeChangeSetRequest read ->
          List.of(onStack("cloudformation:DescribeChangeSet", read.stackName()));
      case ExecuteChangeSetRequest execute ->
          List.of(onStack("cloudformation:ExecuteChangeSet", execute.stackName()));
      case DeleteChangeSetRequest delete ->
          List.of(onStack("cloudformation:DeleteChangeSet", delete.stackName()));
      case ContinueUpdateRollbackRequest goOn ->
          List.of(onStack("cloudformation:ContinueUpdateRollback", goOn.stackName()));
      case PutObjectRequest put ->
          List.of(Demand.of("s3:PutObject", object(put.bucket() + "/" + put.key())));
      case GetRoleRequest role ->
          List.of(
              Demand.of(
                  "iam:GetRole",
                  "arn:aws:iam::" + arns.settings().accountId() + ":role/" + role.roleName()));
      case SimulatePrincipalPolicyRequest simulate ->
          List.of(Demand.of("iam:SimulatePrincipalPolicy", simulate.policySourceArn()));
      case SecretsManagerRequest secrets -> new SecretDemands(arns).of(secrets);
      case GetServiceQuotaRequest unused ->
          List.of(Demand.of("servicequotas:GetServiceQuota", Demand.ANY));
      case GetAwsDefaultServiceQuotaRequest unused ->
          List.of(Demand.of("servicequotas:GetAWSDefaultServiceQuota", Demand.ANY));
      case DescribeCertificateRequest read ->
          List.of(Demand.of("acm:DescribeCertificate", read.certificateArn()));
      case ListCertificatesRequest unused -> List.of(Demand.of("acm:ListCertificates", Demand.ANY));
      case Route53Request names -> new NameDemands().of(names);
      case SsmRequest parameters -> new ParameterDemands(arns).of(parameters);
      case PublishRequest publish -> List.of(Demand.of("sns:Publish", publish.topicArn()));
      case SubscribeRequest subscribe -> List.of(Demand.of("sns:Subscribe", subscribe.topicArn()));
      case GetSubscriptionAttributesRequest read ->
          List.of(
              Demand.of(
                  "sns:GetSubscriptionAttributes",
                  read.subscriptionArn().replaceFirst(":[^:]*$", "")));
      case DescribeExecutionRequest describe ->
          List.of(Demand.of("states:DescribeExecution", describe.executionArn()));
      case StopExecutionRequest stop ->
          List.of(Demand.of("states:StopExecution", stop.executionArn()));
      case StartExecutionRequest start ->
          List.of(Demand.of("states:StartExecution", start.stateMachineArn()));
      case SendTaskSuccessRequest send ->
          machineOfToken.apply(send.taskToken()).stream()
              .map(machine -> Demand.of("states:SendTaskSuccess", machine))
              .toList();
      default -> throw unknown(request);
    };
  }

  /**
   * Tags of a new rule need a permission of their own.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/tagging-resources-during-creation.html">Tagging
   *     during creation</a>
   */
  private static List<Demand> creating(CreateRuleRequest request) {
    var asked = new HashMap<String, String>();
    request.tags().forEach(tag -> asked.put(tag.key(), tag.value()));
    var context = tags("aws:RequestTag/", asked);
    var demands = new ArrayList<Demand>();
    demands.add(new Demand("elasticloadbalancing:CreateRule", request.listenerArn(), context));
    if (!asked.isEmpty()) {
      var tagging = new HashMap<>(context);
      tagging.put("elasticloadbalancing:CreateAction", "CreateRule");
      // The id of the rule is not known yet.
      var rule = request.listenerArn().replace(":listener/", ":listener-rule/") + "/id";
      demands.add(new Demand("elasticloadbalancing:AddTags", rule, tagging));
    }
    return demands;
  }

  private static Map<String, String> tags(String key, Map<String, String> tags) {
    var context = new HashMap<String, String>();
    tags.forEach((name, value) -> context.put(key + name, value));
    return context;
  }

  /** An action without resources, named like its request. */
  private static Demand reading(String service, SdkRequest request) {
    var name = request.getClass().getSimpleName();
    if (!name.startsWith("Describe")) {
      throw unknown(request);
    }
    return Demand.of(service + name.substring(0, name.length() - "Request".length()), Demand.ANY);
  }

  /**
   * Application Auto Scaling changes the service with the caller's rights.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/auto-scaling-IAM.html">IAM
   *     permissions required for Amazon ECS service auto scaling</a>
   */
  private List<Demand> registering(RegisterScalableTargetRequest request) {
    var service = arns.of("ecs", request.resourceId());
    return List.of(
        Demand.of(
            "application-autoscaling:RegisterScalableTarget",
            arns.of("application-autoscaling", "scalable-target/0ec500000000")),
        Demand.of("ecs:DescribeServices", service),
        Demand.of("ecs:UpdateService", service));
  }

  private Demand onRepository(String action, String name) {
    return new Demand(
        action,
        arns.of("ecr", "repository/" + name),
        tags("aws:ResourceTag/", repositoryTags.apply(name)));
  }

  private Demand onStack(String action, String nameOrArn) {
    // Stacks are named in policies by their name and id; the id of a new one is not known yet.
    return Demand.of(
        action,
        nameOrArn.startsWith("arn:")
            ? nameOrArn
            : arns.of("cloudformation", "stack/" + nameOrArn + "/id"));
  }

  /** CloudFormation reads the template, and is given its role, with the caller's rights. */
  private List<Demand> creating(CreateStackRequest request) {
    var demands = new ArrayList<Demand>();
    demands.add(onStack("cloudformation:CreateStack", request.stackName()));
    if (request.templateURL() != null) {
      demands.add(reading(request.templateURL()));
    }
    if (request.roleARN() != null) {
      demands.add(passing(request.roleARN(), "cloudformation.amazonaws.com"));
    }
    return demands;
  }

  /** The stack's own role makes the changes, and is not passed again. */
  private List<Demand> proposing(CreateChangeSetRequest request) {
    var demands = new ArrayList<Demand>();
    demands.add(onStack("cloudformation:CreateChangeSet", request.stackName()));
    if (request.templateURL() != null) {
      demands.add(reading(request.templateURL()));
    }
    if (request.roleARN() != null) {
      demands.add(passing(request.roleARN(), "cloudformation.amazonaws.com"));
    }
    return demands;
  }

  private static Demand reading(String templateUrl) {
    var url = URI.create(templateUrl);
    var bucket = url.getHost().substring(0, url.getHost().indexOf(".s3"));
    return Demand.of("s3:GetObject", object(bucket + url.getPath()));
  }

  private static String object(String path) {
    return "arn:aws:s3:::" + path;
  }
}
