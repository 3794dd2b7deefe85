package io.slipway.local;

import io.slipway.domain.Provider;
import io.slipway.local.access.AccessControl;
import io.slipway.local.account.Account;
import io.slipway.local.account.Caller;
import io.slipway.local.account.builds.SimulatedCodeBuild;
import io.slipway.local.account.builds.SimulatedLogs;
import io.slipway.local.account.executions.SimulatedStepFunctions;
import io.slipway.local.account.formation.KeptResources;
import io.slipway.local.account.formation.SimulatedCloudFormation;
import io.slipway.local.account.formation.types.ApplicationResources;
import io.slipway.local.account.identity.SimulatedAcm;
import io.slipway.local.account.identity.SimulatedIam;
import io.slipway.local.account.identity.SimulatedSecrets;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.account.parameters.SimulatedSsm;
import io.slipway.local.account.scaling.FargateUsage;
import io.slipway.local.account.scaling.SimulatedQuotas;
import io.slipway.local.account.source.SourceProviders;
import io.slipway.local.account.storage.SimulatedS3;
import io.slipway.local.asl.Definitions;
import io.slipway.local.asl.StateMachines;
import io.slipway.local.asl.TaskService;
import io.slipway.local.data.Changes;
import io.slipway.local.data.Durable;
import io.slipway.local.http.LocalRoutes;
import io.slipway.local.install.Clients;
import io.slipway.local.time.Timeline;
import io.slipway.runtime.Web;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Every service of the simulated account, put together. */
final class LocalAccount {

  private final Account account;
  private final SimulatedS3 s3;
  private final SimulatedSsm ssm;
  private final SimulatedAcm acm;
  private final SimulatedSecrets secrets;
  private final SourceProviders providers;
  private final SimulatedCodeBuild codeBuild;
  private final KeptResources kept;
  private final SimulatedCloudFormation cloudFormation;
  private final StateMachines machines;
  private final AccessControl access;
  private final Map<Class<?>, Object> clients = new HashMap<>();

  LocalAccount(
      AccountSettings settings,
      Timeline timeline,
      Seeds seeds,
      Changes changes,
      TaskService tasks,
      Definitions definitions,
      DynamoDbClient dynamoDb,
      Map<Provider, URI> providers) {
    this.account = new Account(settings, timeline, seeds.next(), changes);
    var kernel = account.kernel();
    this.s3 = new SimulatedS3(kernel);
    this.ssm = new SimulatedSsm(kernel);
    this.acm = new SimulatedAcm(kernel);
    this.secrets = new SimulatedSecrets(kernel);
    this.providers = new SourceProviders(kernel, providers);
    this.kept = new KeptResources(kernel);
    this.cloudFormation =
        new SimulatedCloudFormation(
            kernel,
            s3,
            ApplicationResources.types(
                kernel,
                account.ecs(),
                account.loadBalancers(),
                account.ecr(),
                account.sns(),
                account.scaling(),
                account.cloudWatch(),
                kept));
    this.machines =
        new StateMachines(timeline, tasks, seeds.next(), changes, new Object(), definitions);
    clients.put(EcsClient.class, account.ecs());
    clients.put(ElasticLoadBalancingV2Client.class, account.loadBalancers());
    clients.put(EcrClient.class, account.ecr());
    clients.put(Route53Client.class, account.route53());
    clients.put(ApplicationAutoScalingClient.class, account.scaling());
    clients.put(CloudWatchClient.class, account.cloudWatch());
    clients.put(SnsClient.class, account.sns());
    clients.put(S3Client.class, s3);
    clients.put(SsmClient.class, ssm);
    clients.put(IamClient.class, new SimulatedIam(kernel, kept));
    clients.put(AcmClient.class, acm);
    clients.put(SecretsManagerClient.class, secrets);
    clients.put(ServiceQuotasClient.class, new SimulatedQuotas(kernel));
    account.cloudWatch().reporting(new FargateUsage(account.ecs()));
    clients.put(CloudFormationClient.class, cloudFormation);
    clients.put(SfnClient.class, new SimulatedStepFunctions(machines, seeds.next()));
    clients.put(DynamoDbClient.class, dynamoDb);
    this.codeBuild = new SimulatedCodeBuild(kernel, account.images());
    clients.put(CodeBuildClient.class, codeBuild);
    clients.put(CloudWatchLogsClient.class, new SimulatedLogs(kernel, codeBuild));
    clients.put(Web.class, new LocalWeb(account, this.providers));
    this.access =
        new AccessControl(
            settings, this::repositoryTags, this::ruleTags, machines::machineOf, this::rolesOf);
    account.calls().guardedBy(access);
  }

  private Map<String, String> repositoryTags(String name) {
    var arn = account.kernel().arn("ecr", "repository/" + name);
    try {
      return account.ecr().listTagsForResource(request -> request.resourceArn(arn)).tags().stream()
          .collect(Collectors.toMap(Tag::key, Tag::value));
    } catch (RepositoryNotFoundException e) {
      return Map.of();
    }
  }

  private Map<String, String> ruleTags(String arn) {
    try {
      return account
          .loadBalancers()
          .describeTags(request -> request.resourceArns(arn))
          .tagDescriptions()
          .getFirst()
          .tags()
          .stream()
          .collect(Collectors.toMap(tag -> tag.key(), tag -> tag.value()));
    } catch (RuleNotFoundException e) {
      return Map.of();
    }
  }

  private List<String> rolesOf(String taskDefinition) {
    var definition =
        account
            .ecs()
            .describeTaskDefinition(request -> request.taskDefinition(taskDefinition))
            .taskDefinition();
    return Stream.of(definition.taskRoleArn(), definition.executionRoleArn())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  Account account() {
    return account;
  }

  /** What the account asks before each recorded call. */
  AccessControl access() {
    return access;
  }

  SimulatedCodeBuild codeBuild() {
    return codeBuild;
  }

  /** What people can do beside the API. */
  LocalRoutes routes() {
    return new LocalRoutes(account, providers, codeBuild, secrets);
  }

  SourceProviders providers() {
    return providers;
  }

  StateMachines machines() {
    return machines;
  }

  SimulatedCloudFormation cloudFormation() {
    return cloudFormation;
  }

  /** The clients as local mode itself uses them: not written down. */
  Clients clients() {
    return new Clients(clients);
  }

  /** How to get each client, for a caller whose calls are written down. */
  Map<Class<?>, Supplier<?>> recorded(Supplier<Caller> caller) {
    var makers = new HashMap<Class<?>, Supplier<?>>();
    clients.keySet().forEach(type -> makers.put(type, () -> recorded(type, caller)));
    return makers;
  }

  /** One client, for a caller whose calls are written down. */
  <T> T recorded(Class<T> type, Supplier<Caller> caller) {
    return account.calls().recorded(type, type.cast(clients.get(type)), caller);
  }

  /** The parts that are restored together; the state machines come last, by themselves. */
  List<Durable> parts() {
    var parts = new ArrayList<>(account.parts());
    parts.addAll(List.of(s3, ssm, acm, secrets, providers, codeBuild, kept, cloudFormation));
    return parts;
  }
}
