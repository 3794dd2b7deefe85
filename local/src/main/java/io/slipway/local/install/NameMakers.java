package io.slipway.local.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.Declared;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Resources that are only names here, since nothing in local mode looks at more of them: roles,
 * policies, log groups.
 */
final class NameMakers {

  private final Arns arns;

  NameMakers(Arns arns) {
    this.arns = arns;
  }

  Map<String, Maker> makers() {
    return Map.of(
        "AWS::CodeBuild::Project",
        new Maker(
            Set.of("Name"),
            Set.of(
                "Description",
                "ServiceRole",
                "Artifacts",
                "Source",
                "Environment",
                "TimeoutInMinutes",
                "QueuedTimeoutInMinutes",
                "LogsConfig",
                "Tags"),
            this::buildProject),
        "AWS::KMS::Key",
        new Maker(
            Set.of(),
            Set.of("Description", "EnableKeyRotation", "KeyPolicy", "Tags"),
            this::encryptionKey),
        "AWS::IAM::Role",
        new Maker(
            Set.of("RoleName", "Path"),
            Set.of(
                "AssumeRolePolicyDocument",
                "Description",
                "ManagedPolicyArns",
                "MaxSessionDuration",
                "PermissionsBoundary",
                "Policies",
                "Tags"),
            this::role),
        "AWS::IAM::RolePolicy",
        new Maker(
            Set.of("PolicyName"), Set.of("RoleName", "PolicyDocument"), NameMakers::rolePolicy),
        "AWS::IAM::ManagedPolicy",
        new Maker(
            Set.of("ManagedPolicyName", "Path"),
            Set.of("Description", "PolicyDocument", "Roles"),
            this::managedPolicy),
        "AWS::S3::BucketPolicy",
        new Maker(Set.of("Bucket"), Set.of("PolicyDocument"), NameMakers::bucketPolicy),
        "AWS::Logs::LogGroup",
        new Maker(
            Set.of("LogGroupName"),
            Set.of("RetentionInDays", "KmsKeyId", "Tags", "LogGroupClass"),
            this::logGroup),
        "AWS::CloudWatch::Alarm",
        new Maker(
            Set.of("AlarmName"),
            Set.of(
                "AlarmDescription",
                "Namespace",
                "MetricName",
                "Statistic",
                "Period",
                "EvaluationPeriods",
                "Threshold",
                "ComparisonOperator",
                "TreatMissingData",
                "AlarmActions"),
            this::alarm),
        "AWS::Serverless::HttpApi",
        new Maker(
            Set.of("StageName"),
            Set.of(
                "Name",
                "Description",
                "Auth",
                "DefaultRouteSettings",
                "RouteSettings",
                "AccessLogSettings",
                "CorsConfiguration",
                "FailOnWarnings",
                "Tags"),
            this::httpApi));
  }

  private Made role(Declared resource, ObjectNode properties) {
    var name = properties.path("RoleName").asText("slipway-" + resource.logicalId());
    return new Made(
        name, Map.of("Arn", arns.iam("role" + path(properties) + name), "RoleId", "AROALOCAL"));
  }

  private Made buildProject(Declared resource, ObjectNode properties) {
    var name = properties.path("Name").asText("slipway-" + resource.logicalId());
    return new Made(name, Map.of("Arn", arns.of("codebuild", "project/" + name)));
  }

  private Made encryptionKey(Declared resource, ObjectNode properties) {
    var id = "local-" + resource.logicalId().toLowerCase(Locale.ROOT);
    return new Made(id, Map.of("Arn", arns.of("kms", "key/" + id), "KeyId", id));
  }

  private static Made rolePolicy(Declared resource, ObjectNode properties) {
    return new Made(properties.path("PolicyName").asText(resource.logicalId()), Map.of());
  }

  private Made managedPolicy(Declared resource, ObjectNode properties) {
    var name = properties.path("ManagedPolicyName").asText("slipway-" + resource.logicalId());
    return new Made(arns.iam("policy" + path(properties) + name), Map.of());
  }

  private static Made bucketPolicy(Declared resource, ObjectNode properties) {
    return new Made(properties.path("Bucket").asText(resource.logicalId()), Map.of());
  }

  private Made logGroup(Declared resource, ObjectNode properties) {
    var name = properties.path("LogGroupName").asText("slipway-" + resource.logicalId());
    return new Made(name, Map.of("Arn", arns.of("logs", "log-group:" + name + ":*")));
  }

  /** Local mode counts nothing, so that an alarm on our own metrics never goes off. */
  private Made alarm(Declared resource, ObjectNode properties) {
    var name = properties.path("AlarmName").asText("slipway-" + resource.logicalId());
    return new Made(name, Map.of("Arn", arns.of("cloudwatch", "alarm:" + name)));
  }

  private Made httpApi(Declared resource, ObjectNode properties) {
    return new Made("local", Map.of("ApiEndpoint", "http://127.0.0.1"));
  }

  private static String path(ObjectNode properties) {
    return properties.path("Path").asText("/");
  }
}
