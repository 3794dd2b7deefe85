package io.slipway.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.slipway.local.asl.LambdaResponse;
import io.slipway.local.asl.TaskCall;
import io.slipway.local.asl.TaskReply;
import io.slipway.local.asl.TaskService;
import io.slipway.runtime.Json;
import java.util.concurrent.Executor;
import java.util.function.Function;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Does the tasks of state machines in the account: invokes functions, publishes messages, starts
 * executions and builds. Other resources are refused by name when a task asks for them.
 */
public final class LambdaTasks implements TaskService {

  private static final String PREFIX = "arn:aws:states:::";
  private static final String TOKEN = ".waitForTaskToken";

  private final LambdaFunctions functions;
  private final AsynchronousInvocations asynchronous;
  private final Executor executor;
  private final Function<TaskCall, SnsClient> sns;
  private final Function<TaskCall, SfnClient> stepFunctions;
  private final TaskService builds;

  /**
   * @param asynchronous takes what nobody waits for
   * @param executor runs calls to the account; in the caller's thread where time is virtual
   * @param sns the account's topics, as the machine that makes the call sees them
   * @param stepFunctions the account's machines, as the machine that makes the call sees them
   * @param builds has CodeBuild build, and answers when that has ended
   */
  public LambdaTasks(
      LambdaFunctions functions,
      AsynchronousInvocations asynchronous,
      Executor executor,
      Function<TaskCall, SnsClient> sns,
      Function<TaskCall, SfnClient> stepFunctions,
      TaskService builds) {
    this.functions = functions;
    this.asynchronous = asynchronous;
    this.executor = executor;
    this.sns = sns;
    this.stepFunctions = stepFunctions;
    this.builds = builds;
  }

  @Override
  public void start(TaskCall call, TaskReply reply) {
    var resource = call.resource();
    var service =
        resource.endsWith(TOKEN)
            ? resource.substring(0, resource.length() - TOKEN.length())
            : resource;
    switch (service) {
      case PREFIX + "lambda:invoke" -> invoke(call, reply);
      case PREFIX + "sns:publish" -> inAccount("SNS", reply, () -> publish(call));
      case PREFIX + "codebuild:startBuild.sync" ->
          executor.execute(() -> builds.start(call, reply));
      case PREFIX + "states:startExecution" ->
          inAccount("StepFunctions", reply, () -> startExecution(call));
      default -> {
        if (service.startsWith("arn:aws:lambda:")) {
          answer(functions.invoke(service, call.arguments()), false, reply);
        } else {
          reply.fail("States.Runtime", "local mode does not know the resource " + resource);
        }
      }
    }
  }

  private void invoke(TaskCall call, TaskReply reply) {
    var name = call.arguments().path("FunctionName").asText();
    var qualifier = call.arguments().path("Qualifier").asText();
    var qualified =
        qualifier.isEmpty() || name.endsWith(":" + qualifier) ? name : name + ":" + qualifier;
    var given = call.arguments().path("Payload");
    var payload = given.isMissingNode() ? JsonNodeFactory.instance.objectNode() : given;
    switch (call.arguments().path("InvocationType").asText("RequestResponse")) {
      case "RequestResponse" -> answer(functions.invoke(qualified, payload), true, reply);
      case "Event" -> {
        asynchronous.invoke(qualified, payload);
        reply.succeed(LambdaResponse.accepted());
      }
      default ->
          reply.fail("States.Runtime", "local mode does not know this InvocationType of Lambda");
    }
  }

  private static void answer(
      java.util.concurrent.CompletableFuture<LambdaResult> result,
      boolean wrapped,
      TaskReply reply) {
    var unused =
        result.thenAccept(
            done -> {
              switch (done) {
                case LambdaResult.Returned returned ->
                    reply.succeed(
                        wrapped ? LambdaResponse.of(returned.payload()) : returned.payload());
                case LambdaResult.Failed failed ->
                    reply.fail(failed.errorType(), Json.text(failed.payload()));
              }
            });
  }

  private void inAccount(
      String service, TaskReply reply, java.util.function.Supplier<JsonNode> work) {
    executor.execute(
        () -> {
          try {
            reply.succeed(work.get());
          } catch (AwsServiceException e) {
            reply.fail(
                service + "." + e.getClass().getSimpleName(), e.awsErrorDetails().errorMessage());
          } catch (RuntimeException e) {
            reply.fail("States.TaskFailed", e.toString());
          }
        });
  }

  private JsonNode publish(TaskCall call) {
    var arguments = call.arguments();
    var message = arguments.path("Message");
    var response =
        sns.apply(call)
            .publish(
                request -> {
                  request
                      .topicArn(textOrNull(arguments.path("TopicArn")))
                      .subject(textOrNull(arguments.path("Subject")))
                      .message(message.isTextual() ? message.asText() : Json.text(message));
                  var attributes = new java.util.TreeMap<String, MessageAttributeValue>();
                  for (var entry : arguments.path("MessageAttributes").properties()) {
                    attributes.put(entry.getKey(), attribute(entry.getValue()));
                  }
                  request.messageAttributes(attributes);
                });
    return JsonNodeFactory.instance.objectNode().put("MessageId", response.messageId());
  }

  private static MessageAttributeValue attribute(JsonNode value) {
    return MessageAttributeValue.builder()
        .dataType(value.path("DataType").asText("String"))
        .stringValue(value.path("StringValue").asText())
        .build();
  }

  private JsonNode startExecution(TaskCall call) {
    var arguments = call.arguments();
    var input = arguments.path("Input");
    var response =
        stepFunctions
            .apply(call)
            .startExecution(
                request ->
                    request
                        .stateMachineArn(textOrNull(arguments.path("StateMachineArn")))
                        .name(textOrNull(arguments.path("Name")))
                        .input(
                            input.isMissingNode()
                                ? "{}"
                                : input.isTextual() ? input.asText() : Json.text(input)));
    return JsonNodeFactory.instance
        .objectNode()
        .put("ExecutionArn", response.executionArn())
        .put("StartDate", response.startDate().toString());
  }

  private static String textOrNull(JsonNode value) {
    return value.isTextual() ? value.asText() : null;
  }
}
