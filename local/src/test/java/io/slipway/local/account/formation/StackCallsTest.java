package io.slipway.local.account.formation;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** CloudFormation's calls answer as the API reference says. */
final class StackCallsTest {

  private static final String TOPIC =
      "Resources: {Topic: {Type: 'AWS::SNS::Topic', Properties: {TopicName: told}}}";

  private final Bench bench = new Bench();

  @Test
  void creatingIsAnsweredAtOnceAndTakesItsTime() {
    var id = bench.formation.createStack(Bench.written(TOPIC).build()).stackId();

    assertThat(id)
        .matches("arn:aws:cloudformation:eu-central-1:123456789012:stack/written/[0-9a-f-]{36}");
    assertThat(bench.stack("written").stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
    bench.timeline.runFor(ofSeconds(5));
    assertThat(bench.stack("written").stackStatus()).isEqualTo(StackStatus.CREATE_IN_PROGRESS);
    bench.timeline.runFor(ofSeconds(10));
    assertThat(bench.stack("written").stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
  }

  @Test
  void independentResourcesAreMadeAtTheSameTime() {
    bench.create(bench.shipped("production", "shop"));

    // The rule of EventBridge takes a minute; roles, records and services are ready meanwhile.
    assertThat(bench.timeline.clock().instant()).isBefore(Bench.START.plusSeconds(80));
  }

  @Test
  void aNameIsTakenUntilItsStackIsDeleted() {
    var id = bench.create(Bench.written(TOPIC));

    assertThatThrownBy(() -> bench.create(Bench.written(TOPIC)))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Stack [written] already exists");

    bench.delete(id);
    assertThat(bench.stack(bench.create(Bench.written(TOPIC))).stackStatus())
        .isEqualTo(StackStatus.CREATE_COMPLETE);
  }

  @Test
  void aDeletedStackIsOnlyKnownByItsId() {
    var id = bench.create(Bench.written(TOPIC));
    bench.delete(id);

    assertThat(bench.stack(id).stackStatus()).isEqualTo(StackStatus.DELETE_COMPLETE);
    assertThat(bench.stack(id).deletionTime()).isNotNull();
    assertThatThrownBy(() -> bench.stack("written"))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(e.awsErrorDetails().errorMessage())
                  .isEqualTo("Stack with id written does not exist");
            });
    assertThat(bench.formation.describeStacks().stacks()).isEmpty();
    bench.formation.deleteStack(request -> request.stackName("written"));
  }

  @Test
  void theSameTokenGivesTheSameStackAndNoSecond() {
    var first = bench.create(Bench.written(TOPIC).clientRequestToken("op-1"));
    var second = bench.create(Bench.written(TOPIC).clientRequestToken("op-1"));

    assertThat(second).isEqualTo(first);
    assertThatThrownBy(
            () -> bench.create(Bench.written(TOPIC).stackName("other").clientRequestToken("op-1")))
        .isInstanceOf(TokenAlreadyExistsException.class);
    assertThat(
            bench.formation.describeStackEvents(request -> request.stackName(first)).stackEvents())
        .allMatch(event -> event.clientRequestToken().equals("op-1"));
  }

  @Test
  void rolesNeedAnAcknowledgement() {
    assertThatThrownBy(
            () -> bench.create(bench.shipped("environment", "shop").capabilities(List.of())))
        .isInstanceOf(InsufficientCapabilitiesException.class)
        .hasMessageContaining("Requires capabilities : [CAPABILITY_IAM]");
  }

  @Test
  void aRoleOfAGivenNameNeedsTheWiderAcknowledgement() {
    var template =
        """
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              RoleName: mine
              AssumeRolePolicyDocument: {Statement: []}
        """;
    assertThatThrownBy(
            () -> bench.create(Bench.written(template).capabilities(Capability.CAPABILITY_IAM)))
        .hasMessageContaining("Requires capabilities : [CAPABILITY_NAMED_IAM]");
    bench.create(Bench.written(template).capabilities(Capability.CAPABILITY_NAMED_IAM));
    assertThat(bench.leftovers()).containsExactly("mine");
  }

  @Test
  void eventsComeNewestFirstInPages() {
    var resources = new ArrayList<String>();
    for (int i = 0; i < 50; i++) {
      resources.add("L%d: {Type: 'AWS::Logs::LogGroup'}".formatted(i));
    }
    var id = bench.create(Bench.written("Resources: {" + String.join(", ", resources) + "}"));

    var first = bench.formation.describeStackEvents(request -> request.stackName(id));
    assertThat(first.stackEvents()).hasSize(100);
    assertThat(first.stackEvents().getFirst().resourceStatusAsString())
        .isEqualTo("CREATE_COMPLETE");
    var all =
        bench
            .formation
            .describeStackEventsPaginator(request -> request.stackName(id))
            .stackEvents()
            .stream()
            .toList();
    assertThat(all)
        .hasSize(152)
        .isSortedAccordingTo(Comparator.comparing(StackEvent::timestamp).reversed());
    assertThatThrownBy(
            () -> bench.formation.describeStackEvents(request -> request.stackName("none")))
        .hasMessageContaining("Stack [none] does not exist");
  }

  @Test
  void tagsAndRoleOfTheStackAreRecordedAndReachItsResources() {
    var id =
        bench.create(
            Bench.written("Resources: {Log: {Type: 'AWS::Logs::LogGroup'}}")
                .roleARN("arn:aws:iam::123456789012:role/stacks")
                .tags(Tag.builder().key("team").value("cats").build()));

    assertThat(bench.stack(id).tags()).hasSize(1);
    assertThat(bench.stack(id).roleARN()).endsWith("role/stacks");
    assertThat(bench.kept.all().getFirst().properties().get("Tags").findValuesAsText("Key"))
        .containsExactly(
            "team",
            "aws:cloudformation:stack-name",
            "aws:cloudformation:stack-id",
            "aws:cloudformation:logical-id");
    assertThat(bench.leftovers().getFirst()).matches("written-Log-[A-Z0-9]{12}");
  }

  @Test
  void aProtectedStackIsNotDeleted() {
    bench.create(Bench.written(TOPIC).enableTerminationProtection(true));

    assertThatThrownBy(() -> bench.formation.deleteStack(request -> request.stackName("written")))
        .hasMessageContaining("cannot be deleted while TerminationProtection is enabled");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://slipway-templates.s3.eu-central-1.amazonaws.com/v1/images.json",
        "https://slipway-templates.s3.amazonaws.com/v1/images.json",
        "https://s3.eu-central-1.amazonaws.com/slipway-templates/v1/images.json",
        "https://s3.amazonaws.com/slipway-templates/v1/images.json",
      })
  void aTemplateIsReadFromWhereItsUrlSays(String url) {
    var id = bench.create(bench.shipped("images", "shop").templateURL(url));

    assertThat(bench.stack(id).stackStatus()).isEqualTo(StackStatus.CREATE_COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://slipway-templates.s3.amazonaws.com/v1/images.json",
        "https://example.com/v1/images.json",
        "https://slipway-templates.s3.amazonaws.com/",
        "not a url",
      })
  void aUrlThatIsNotOfS3IsRefused(String url) {
    assertThatThrownBy(() -> bench.create(bench.shipped("images", "shop").templateURL(url)))
        .hasMessageContaining("TemplateURL must be a supported URL.");
  }

  @Test
  void aTemplateThatIsNotThereIsRefused() {
    assertThatThrownBy(
            () ->
                bench.create(
                    bench
                        .shipped("images", "shop")
                        .templateURL("https://slipway-templates.s3.amazonaws.com/v2/images.json")))
        .hasMessageContaining("S3 error: The specified key does not exist.");
  }

  @Test
  void whatIsNotModelledFailsLoudly() {
    assertThatThrownBy(() -> bench.create(Bench.written(TOPIC).timeoutInMinutes(5)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> bench.formation.updateStack(request -> request.stackName("written")))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
