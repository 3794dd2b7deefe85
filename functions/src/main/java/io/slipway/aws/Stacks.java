package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/** CloudFormation stacks: created, looked at, deleted. Waiting is the state machine's. */
public final class Stacks {

  private final CloudFormationClient cloudFormation;

  public Stacks(Platform platform) {
    this.cloudFormation = platform.cloudFormation();
  }

  /**
   * The stack with this name or id; empty where there is none.
   *
   * <p>A stack that has been deleted is found by its id only.
   */
  public Optional<Stack> find(String nameOrId) {
    return AwsErrors.calling(
        "describe stack " + nameOrId,
        () -> {
          try {
            var found = cloudFormation.describeStacks(request -> request.stackName(nameOrId));
            return found.stacks().stream().findFirst().map(Stacks::stack);
          } catch (CloudFormationException e) {
            if (doesNotExist(e)) {
              return Optional.<Stack>empty();
            }
            throw e;
          }
        });
  }

  /**
   * Asks for a stack. A failure of it leaves what was made in place, so that the reason can be
   * read.
   *
   * @return whether it was accepted; not so where a stack of this name exists already
   */
  public boolean create(NewStack stack) {
    return AwsErrors.calling(
        "create stack " + stack.name(),
        () -> {
          try {
            cloudFormation.createStack(
                request ->
                    request
                        .stackName(stack.name())
                        .templateURL(stack.templateUrl())
                        .roleARN(stack.role())
                        .parameters(parameters(stack.parameters()))
                        .tags(tags(stack.tags()))
                        .capabilities(Capability.CAPABILITY_IAM)
                        .onFailure(OnFailure.DO_NOTHING)
                        .enableTerminationProtection(false)
                        .clientRequestToken(stack.token()));
            return true;
          } catch (AlreadyExistsException | TokenAlreadyExistsException e) {
            return false;
          }
        });
  }

  /** Asks for a stack to be deleted; asking again is the same. */
  public void delete(Stack stack) {
    AwsErrors.calling(
        "delete stack " + stack.name(),
        () -> cloudFormation.deleteStack(request -> request.stackName(stack.id())));
  }

  /** Why a stack failed: the resource that failed first, with CloudFormation's reason. */
  public String reason(Stack stack) {
    var events =
        AwsErrors.calling(
            "read the events of stack " + stack.name(),
            () ->
                cloudFormation
                    .describeStackEventsPaginator(request -> request.stackName(stack.id()))
                    .stackEvents()
                    .stream()
                    .limit(StackFailure.MOST_EVENTS)
                    .toList());
    return StackFailure.of(stack.name(), events)
        .orElse("stack " + stack.name() + " is " + stack.status());
  }

  /** The template of a stack, as it was given. */
  public String template(Stack stack) {
    return AwsErrors.calling(
        "read the template of stack " + stack.name(),
        () ->
            cloudFormation
                .getTemplate(
                    request -> request.stackName(stack.id()).templateStage(TemplateStage.ORIGINAL))
                .templateBody());
  }

  /**
   * How far the update of a stack is, or how it has ended, that was asked for with a token; empty
   * where it has not begun.
   *
   * @return a stack's status in CloudFormation's own word
   */
  public Optional<String> updated(Stack stack, String token) {
    return AwsErrors.calling(
        "read the events of stack " + stack.name(),
        () ->
            cloudFormation
                .describeStackEventsPaginator(request -> request.stackName(stack.id()))
                .stackEvents()
                .stream()
                .limit(StackFailure.MOST_EVENTS)
                .filter(event -> token.equals(event.clientRequestToken()))
                .filter(event -> stack.id().equals(event.physicalResourceId()))
                .findFirst()
                .map(StackEvent::resourceStatusAsString));
  }

  /**
   * Has CloudFormation go on with bringing a stack back that it could not bring back.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html">
   *     continue rolling back an update</a>
   */
  public void continueRollback(Stack stack, String token) {
    AwsErrors.calling(
        "go on bringing back stack " + stack.name(),
        () ->
            cloudFormation.continueUpdateRollback(
                request -> request.stackName(stack.id()).clientRequestToken(token)));
  }

  private static Stack stack(software.amazon.awssdk.services.cloudformation.model.Stack found) {
    return new Stack(
        found.stackId(),
        found.stackName(),
        StackState.of(found.stackStatus()),
        found.stackStatusAsString(),
        found.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)),
        found.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)),
        found.parameters().stream()
            .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)));
  }

  /** CloudFormation has no code of its own for this; only the message tells. */
  static boolean doesNotExist(CloudFormationException e) {
    return "ValidationError".equals(e.awsErrorDetails().errorCode())
        && e.awsErrorDetails().errorMessage().contains("does not exist");
  }

  static List<Parameter> parameters(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(
                entry ->
                    Parameter.builder()
                        .parameterKey(entry.getKey())
                        .parameterValue(entry.getValue())
                        .build())
            .toList();
  }

  static List<Tag> tags(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(entry -> Tag.builder().key(entry.getKey()).value(entry.getValue()).build())
            .toList();
  }
}
