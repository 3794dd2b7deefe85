package io.slipway.local.account.executions;

import static io.slipway.local.account.executions.SfnErrors.translated;

import io.slipway.local.account.kernel.Pages;
import io.slipway.local.asl.ExecutionStatus;
import io.slipway.local.asl.StateMachines;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskHeartbeatResponse;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** Step Functions behind the SDK's interface; a call that it does not know fails loudly. */
public final class SimulatedStepFunctions implements SfnClient {

  private static final int LONGEST_NAME = 80;

  /** What the service takes as an execution's input or a task's output: 256 KiB. */
  private static final int MOST_CHARACTERS = 262_144;

  private static final int MOST_ON_A_PAGE = 1_000;
  private static final int USUAL_PAGE = 100;

  private final StateMachines machines;
  private final RandomGenerator random;

  /** An adapter over {@code machines}; {@code random} gives names to executions that have none. */
  public SimulatedStepFunctions(StateMachines machines, RandomGenerator random) {
    this.machines = machines;
    this.random = random;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held open.
  }

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    var name = request.name() == null ? someName() : request.name();
    if (!isName(name)) {
      throw SfnErrors.invalidName(name);
    }
    var input = request.input() == null ? "{}" : request.input();
    var started =
        withJson(
            input,
            SfnErrors::invalidInput,
            () -> translated(() -> machines.start(request.stateMachineArn(), name, input)));
    return StartExecutionResponse.builder()
        .executionArn(started.executionArn())
        .startDate(started.startedAt())
        .build();
  }

  private String someName() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The service refuses blanks, brackets, wildcards, quotes and control characters. */
  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && name.codePoints()
            .noneMatch(
                point ->
                    "<>{}[]?*\"#%\\^|~`$&,;:/".indexOf(point) >= 0
                        || Character.isWhitespace(point)
                        || Character.isISOControl(point));
  }

  private static <T> T withJson(
      String json, Function<String, RuntimeException> refusal, Supplier<T> call) {
    if (json.length() > MOST_CHARACTERS) {
      throw refusal.apply("longer than " + MOST_CHARACTERS + " characters");
    }
    try {
      return call.get();
    } catch (IllegalArgumentException e) {
      throw refusal.apply(e.getMessage());
    }
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    var found = existing(request.executionArn());
    var response =
        DescribeExecutionResponse.builder()
            .executionArn(found.executionArn())
            .stateMachineArn(found.machineArn())
            .name(found.name())
            .status(found.status().name())
            .startDate(found.startedAt())
            .redriveCount(0)
            .input(found.input().toString());
    found.stoppedAt().ifPresent(response::stopDate);
    found.output().ifPresent(output -> response.output(output.toString()));
    found.error().ifPresent(response::error);
    found.cause().ifPresent(response::cause);
    return response.build();
  }

  private ExecutionStatus existing(String executionArn) {
    return translated(() -> machines.existing(executionArn));
  }

  @Override
  public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
    var all =
        machines.list().reversed().stream()
            .filter(one -> one.machineArn().equals(request.stateMachineArn()))
            .filter(
                one ->
                    request.statusFilterAsString() == null
                        || request.statusFilterAsString().equals(one.status().name()))
            .toList();
    var page = page(all, request.nextToken(), request.maxResults());
    return ListExecutionsResponse.builder()
        .executions(page.items().stream().map(SimulatedStepFunctions::item).toList())
        .nextToken(page.next())
        .build();
  }

  private static ExecutionListItem item(ExecutionStatus one) {
    return ExecutionListItem.builder()
        .executionArn(one.executionArn())
        .stateMachineArn(one.machineArn())
        .name(one.name())
        .status(one.status().name())
        .startDate(one.startedAt())
        .stopDate(one.stoppedAt().orElse(null))
        .build();
  }

  @Override
  public GetExecutionHistoryResponse getExecutionHistory(GetExecutionHistoryRequest request) {
    var events = translated(() -> machines.history(request.executionArn()));
    var ordered = Boolean.TRUE.equals(request.reverseOrder()) ? events.reversed() : events;
    var page = page(ordered, request.nextToken(), request.maxResults());
    return GetExecutionHistoryResponse.builder()
        .events(page.items().stream().map(HistoryEvents::sdk).toList())
        .nextToken(page.next())
        .build();
  }

  private static <T> Pages<T> page(List<T> all, String token, Integer size) {
    var asked = size == null || size == 0 ? Integer.valueOf(USUAL_PAGE) : size;
    return Pages.of(all, token, asked, MOST_ON_A_PAGE, () -> SfnErrors.invalidPage(token));
  }

  @Override
  public StopExecutionResponse stopExecution(StopExecutionRequest request) {
    var stopped =
        translated(() -> machines.stop(request.executionArn(), request.error(), request.cause()));
    return StopExecutionResponse.builder()
        .stopDate(stopped.stoppedAt().orElse(stopped.startedAt()))
        .build();
  }

  @Override
  public SendTaskSuccessResponse sendTaskSuccess(SendTaskSuccessRequest request) {
    withJson(
        request.output(),
        SfnErrors::invalidOutput,
        () ->
            done(token -> machines.sendTaskSuccess(token, request.output()), request.taskToken()));
    return SendTaskSuccessResponse.builder().build();
  }

  @Override
  public SendTaskFailureResponse sendTaskFailure(SendTaskFailureRequest request) {
    done(
        token -> machines.sendTaskFailure(token, request.error(), request.cause()),
        request.taskToken());
    return SendTaskFailureResponse.builder().build();
  }

  @Override
  public SendTaskHeartbeatResponse sendTaskHeartbeat(SendTaskHeartbeatRequest request) {
    done(machines::sendTaskHeartbeat, request.taskToken());
    return SendTaskHeartbeatResponse.builder().build();
  }

  private static boolean done(Consumer<String> call, String token) {
    return translated(
        () -> {
          call.accept(token);
          return true;
        });
  }
}
