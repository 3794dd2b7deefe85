package io.slipway.local.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.local.account.Account;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.account.storage.SimulatedS3;
import io.slipway.local.data.Changes;
import io.slipway.local.sample.Sample;
import io.slipway.local.template.EventPattern;
import io.slipway.local.template.FunctionSpec;
import io.slipway.local.template.SamTemplate;
import io.slipway.local.template.yaml.TemplateError;
import io.slipway.local.time.VirtualTimeline;
import io.slipway.runtime.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

class InstallationTest {

  @TempDir private Path folder;

  private final Account account =
      new Account(
          AccountSettings.DEFAULT,
          new VirtualTimeline(Instant.parse("2026-11-21T08:00:00Z")),
          new SplittableRandom(1),
          Changes.FORGOTTEN);
  private final Tables tables = new Tables();

  @Test
  void aFunctionHasWhatGlobalsAndItsOwnPropertiesSay() {
    var installed = install(Sample.TEMPLATE);

    var say = function(installed, "Say");
    assertThat(say.handlerClass()).isEqualTo("io.slipway.local.sample.Say");
    assertThat(say.timeout()).isEqualTo(Duration.ofSeconds(29));
    assertThat(say.environment())
        .containsEntry("WORDS", "Words")
        .containsEntry(
            "STATE_MACHINE", "arn:aws:states:eu-central-1:123456789012:stateMachine:talk");
    assertThat(installed.routes()).extracting("method", "path").hasSize(1);
    var statement = say.permissions().statements().getFirst();
    assertThat(statement.actions()).containsExactly("states:StartExecution");
    assertThat(statement.resources())
        .containsExactly("arn:aws:states:eu-central-1:123456789012:stateMachine:talk");
    assertThat(installed.machines().values().iterator().next().substitutions())
        .containsEntry("Keep", "arn:aws:lambda:eu-central-1:123456789012:function:slipway-Keep:1");
  }

  @Test
  void aFunctionThatIsAddedToTheTemplateIsThere() {
    var installed =
        install(
            Sample.TEMPLATE
                + """
                  Sweep:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: io.slipway.local.sample.Keep::handleRequest
                      Timeout: 60
                      Events:
                        Sometimes:
                          Type: ScheduleV2
                          Properties: {ScheduleExpression: rate(5 minutes)}
                        Alarms:
                          Type: EventBridgeRule
                          Properties:
                            Pattern: {source: [aws.cloudwatch], detail: {state: {value: [ALARM]}}}
                """);

    var sweep = function(installed, "Sweep");
    assertThat(sweep.timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(sweep.schedules().getFirst().every()).isEqualTo(Duration.ofMinutes(5));
    assertThat(sweep.rules()).hasSize(1);
  }

  @Test
  void tablesAreCreatedAsTheyAreDeclared() {
    install(
        Sample.TEMPLATE.replace(
            "AttributeDefinitions: [{AttributeName: Word, AttributeType: S}]",
            """
            GlobalSecondaryIndexes:
                    - IndexName: ByLength
                      KeySchema: [{AttributeName: Length, KeyType: HASH}]
                      Projection: {ProjectionType: ALL}
                  AttributeDefinitions:
                    - {AttributeName: Word, AttributeType: S}
                    - {AttributeName: Length, AttributeType: N}
            """
                .stripTrailing()));

    var table = tables.created.getFirst();
    assertThat(table.tableName()).isEqualTo("Words");
    assertThat(table.billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.globalSecondaryIndexes().getFirst().indexName()).isEqualTo("ByLength");
    assertThat(table.attributeDefinitions()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Handler: io.slipway.local.sample.Say::handleRequest | Handler: Say                | Say.Handler: must be a class
          Policies:                                           | Layers: [x]\\n      Policies: | Say.Layers: local mode does not know
          - Statement:                                        | - DynamoDBReadPolicy:\\n          X: | Say.Policies: local mode does not know this policy
          Effect: Allow                                       | Effect: Maybe               | Say.Policies.Statement.Effect
          Type: HttpApi\\n                                    | Type: Api\\n                | Say.Events.Api.Type
          Method: POST                                        | Method: FETCH               | Say.Events.Api.Method
          Path: "/words/{word}"                               | Path: "/words/{word+}"      | Say.Events.Api.Path
          !Ref Talk\\n      Policies                          | !Ref Walk\\n      Policies  | there is no Walk
          AWS::DynamoDB::Table                                | AWS::SQS::Queue             | Words.Type: local mode does not know AWS::SQS::Queue
          TableName: Words                                    | Name: Words                 | Words.Name: local mode does not know
          AutoPublishAlias: live                              | AutoPublishAlias: prod      | AutoPublishAlias: must be live
          '^[0-9]{12}$'                                       | '^x$'                       | parameter accountid
          Resources:                                          | Ressources:                 | section Ressources
          """)
  void whatLocalModeDoesNotUnderstandIsRefusedByName(String part, String other, String message) {
    var wanted = part.replace("\\n", "\n");
    var changed =
        Sample.TEMPLATE.replaceFirst(
            java.util.regex.Pattern.quote(wanted),
            java.util.regex.Matcher.quoteReplacement(other.replace("\\n", "\n")));
    assertThat(changed).isNotEqualTo(Sample.TEMPLATE);

    assertThatThrownBy(() -> install(changed))
        .isInstanceOf(TemplateError.class)
        .hasMessageContaining("template.yaml: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"source": ["aws.ecs"]}                        | {"source": "aws.ecs"}            | true
          {"source": ["aws.ecs", "aws.s3"]}              | {"source": "aws.s3"}             | true
          {"source": ["aws.ecs"]}                        | {"source": "aws.s3"}             | false
          {"detail": {"a": [1]}}                         | {"detail": {"a": 1}}             | true
          {"detail": {"a": [1]}}                         | {"detail": {}}                   | false
          {"resources": ["x"]}                           | {"resources": ["y", "x"]}        | true
          {"a": [{"prefix": "slip"}]}                    | {"a": "slipway"}                 | true
          {"a": [{"prefix": "slip"}]}                    | {"a": "ship"}                    | false
          {"a": [{"exists": false}]}                     | {"b": 1}                         | true
          {"a": [{"exists": true}]}                      | {"b": 1}                         | false
          """)
  void eventsMatchTheirPatterns(String pattern, String event, boolean matches) throws IOException {
    var read = new EventPattern(Json.mapper().readTree(pattern));

    assertThat(read.matches(Json.mapper().readTree(event))).isEqualTo(matches);
  }

  private Installed install(String yaml) {
    try {
      var file = Files.writeString(folder.resolve("template.yaml"), yaml);
      var template = SamTemplate.read(file, Sample.parameters());
      var clients =
          new Clients(
              Map.of(
                  EcsClient.class, account.ecs(),
                  ElasticLoadBalancingV2Client.class, account.loadBalancers(),
                  SnsClient.class, account.sns(),
                  S3Client.class, new SimulatedS3(account.kernel()),
                  DynamoDbClient.class, tables));
      return new Installation(template, clients, false).install();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static FunctionSpec function(Installed installed, String logicalId) {
    return installed.functions().stream()
        .filter(function -> function.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow();
  }

  /** Keeps what tables it is told to create. */
  private static final class Tables implements DynamoDbClient {
    private final List<CreateTableRequest> created = new ArrayList<>();

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
      throw ResourceNotFoundException.builder().message("no such table").build();
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
      created.add(request);
      return CreateTableResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
