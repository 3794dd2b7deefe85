package io.slipway.runtime;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * What a handler stands on: clients of AWS, the clock, ids, its settings. Clients are made when
 * first used, so that a cold start pays only for what the function needs.
 */
public final class Platform {

  /**
   * A call to AWS ends after this long, retries included; shorter than every function's timeout.
   */
  public static final Duration LONGEST_CALL = Duration.ofSeconds(20);

  /**
   * How long after a change was announced it may still take effect: as long as a handler lives, the
   * functions' timeout, and a call of it is under way.
   */
  public static final Duration LONGEST_CHANGE = Duration.ofSeconds(30).plus(LONGEST_CALL);

  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(8);

  private final Map<Class<?>, Supplier<?>> makers;
  private final Map<Class<?>, Object> clients = new HashMap<>();
  private final Clock clock;
  private final Ids ids;
  private final Settings settings;
  private final Pause pause;
  private final Meter meter;

  /** How a handler lets time pass, in the rare case that it has to. */
  @FunctionalInterface
  public interface Pause {
    void forAWhile(Duration duration) throws InterruptedException;
  }

  /**
   * @param makers for each client interface of the SDK that the handler uses, how to get one
   * @param settings the environment variables of the function
   */
  public Platform(
      Map<Class<?>, Supplier<?>> makers,
      Clock clock,
      Ids ids,
      Settings settings,
      Pause pause,
      Meter meter) {
    this.makers = Map.copyOf(makers);
    this.clock = clock;
    this.ids = ids;
    this.settings = settings;
    this.pause = pause;
    this.meter = meter;
  }

  /** The platform of a function that runs in Lambda. */
  public static Platform fromEnvironment() {
    var clock = Clock.systemUTC();
    return new Platform(
        OnAws.MAKERS,
        clock,
        Ids.secure(clock),
        new Settings(System.getenv()),
        Thread::sleep,
        new CloudWatchMeter());
  }

  public EcsClient ecs() {
    return client(EcsClient.class);
  }

  public ElasticLoadBalancingV2Client loadBalancing() {
    return client(ElasticLoadBalancingV2Client.class);
  }

  public EcrClient ecr() {
    return client(EcrClient.class);
  }

  public CloudFormationClient cloudFormation() {
    return client(CloudFormationClient.class);
  }

  public ApplicationAutoScalingClient scaling() {
    return client(ApplicationAutoScalingClient.class);
  }

  public CloudWatchClient cloudWatch() {
    return client(CloudWatchClient.class);
  }

  public CloudWatchLogsClient logs() {
    return client(CloudWatchLogsClient.class);
  }

  public DynamoDbClient dynamoDb() {
    return client(DynamoDbClient.class);
  }

  public SecretsManagerClient secretsManager() {
    return client(SecretsManagerClient.class);
  }

  public ServiceQuotasClient serviceQuotas() {
    return client(ServiceQuotasClient.class);
  }

  public IamClient iam() {
    return client(IamClient.class);
  }

  public AcmClient acm() {
    return client(AcmClient.class);
  }

  public Route53Client route53() {
    return client(Route53Client.class);
  }

  public S3Client s3() {
    return client(S3Client.class);
  }

  public SnsClient sns() {
    return client(SnsClient.class);
  }

  public SsmClient ssm() {
    return client(SsmClient.class);
  }

  public SfnClient stepFunctions() {
    return client(SfnClient.class);
  }

  /** For requests to applications and to providers of source; in Lambda, over the network. */
  public Web web() {
    return client(Web.class);
  }

  public Clock clock() {
    return clock;
  }

  public Ids ids() {
    return ids;
  }

  public Settings settings() {
    return settings;
  }

  public Pause pause() {
    return pause;
  }

  public Meter meter() {
    return meter;
  }

  private synchronized <T> T client(Class<T> type) {
    return type.cast(
        clients.computeIfAbsent(
            type,
            missing -> {
              var maker = makers.get(missing);
              if (maker == null) {
                throw new IllegalStateException("no client for " + missing.getSimpleName());
              }
              return maker.get();
            }));
  }

  /** The clients of a function in Lambda; one HTTP client for all. */
  private static final class OnAws {

    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    static final Map<Class<?>, Supplier<?>> MAKERS =
        Map.ofEntries(
            Map.entry(EcsClient.class, () -> build(EcsClient.builder())),
            Map.entry(
                ElasticLoadBalancingV2Client.class,
                () -> build(ElasticLoadBalancingV2Client.builder())),
            Map.entry(EcrClient.class, () -> build(EcrClient.builder())),
            Map.entry(CloudFormationClient.class, () -> build(CloudFormationClient.builder())),
            Map.entry(
                ApplicationAutoScalingClient.class,
                () -> build(ApplicationAutoScalingClient.builder())),
            Map.entry(CloudWatchClient.class, () -> build(CloudWatchClient.builder())),
            Map.entry(CloudWatchLogsClient.class, () -> build(CloudWatchLogsClient.builder())),
            Map.entry(DynamoDbClient.class, () -> build(DynamoDbClient.builder())),
            Map.entry(AcmClient.class, () -> build(AcmClient.builder())),
            Map.entry(IamClient.class, () -> build(IamClient.builder())),
            Map.entry(Route53Client.class, () -> build(Route53Client.builder())),
            Map.entry(S3Client.class, () -> build(S3Client.builder())),
            Map.entry(SecretsManagerClient.class, () -> build(SecretsManagerClient.builder())),
            Map.entry(ServiceQuotasClient.class, () -> build(ServiceQuotasClient.builder())),
            Map.entry(SnsClient.class, () -> build(SnsClient.builder())),
            Map.entry(SfnClient.class, () -> build(SfnClient.builder())),
            Map.entry(SsmClient.class, () -> build(SsmClient.builder())),
            Map.entry(Web.class, WebOverHttp::new));

    private static <
            B extends
                AwsSyncClientBuilder<B, C>
                    & software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<B, C>,
            C>
        C build(B builder) {
      return builder
          .httpClient(HTTP)
          .overrideConfiguration(
              ClientOverrideConfiguration.builder()
                  .apiCallTimeout(LONGEST_CALL)
                  .apiCallAttemptTimeout(LONGEST_ATTEMPT)
                  .build())
          .build();
    }
  }
}
