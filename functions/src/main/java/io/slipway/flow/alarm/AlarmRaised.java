package io.slipway.flow.alarm;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.TaskTokens;
import io.slipway.domain.OperationState;
import io.slipway.domain.Signal;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Controls;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Watch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Ends at once what an alarm speaks against: puts it down on every operation that it watches, and
 * wakes those that wait. Invoked when an alarm goes off, by an event that AWS delivers at least
 * once; where it were lost, the alarm is seen when the share is judged.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html">
 *     Alarm events and EventBridge</a>
 */
public final class AlarmRaised extends Step<JsonNode, AlarmRaised.Output> {

  /** CloudWatch's reasons run to a thousand characters and more. */
  private static final int LONGEST_REASON = 300;

  /** The operations that the alarm has been put down on. */
  public record Output(List<String> operationIds) {}

  private final Watch watch;
  private final Operations operations;
  private final Controls controls;
  private final TaskTokens tokens;

  public AlarmRaised() {
    this(Platform.fromEnvironment());
  }

  public AlarmRaised(Platform platform) {
    super(JsonNode.class);
    this.watch = new Watch(platform);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.tokens = new TaskTokens(platform);
  }

  @Override
  protected Output run(JsonNode event) {
    var alarm = event.path("detail").path("alarmName").asText();
    if (alarm.isEmpty() || !event.at("/detail/state/value").asText().equals("ALARM")) {
      return new Output(List.of());
    }
    var when = Instant.parse(event.path("time").asText());
    var meant =
        watch.watchedBy(alarm).stream()
            .map(operations::find)
            .flatMap(Optional::stream)
            .filter(operation -> concerns(operation, when))
            .toList();
    meant.forEach(operation -> raise(operation, text(alarm, when, event)));
    return new Output(meant.stream().map(operation -> operation.ref().operationId()).toList());
  }

  /** Events have whole seconds; one of an alarm that was over before it began may come late. */
  private static boolean concerns(Operation operation, Instant when) {
    return operation.state() == OperationState.RUNNING
        && !when.isBefore(operation.startedAt().truncatedTo(ChronoUnit.SECONDS));
  }

  private void raise(Operation operation, String text) {
    controls.raise(operation, text).ifPresent(this::wake);
  }

  /** Who has been woken already, by another delivery or by a caller, needs nothing more. */
  private void wake(String token) {
    var unused = tokens.resolve(token, Signal.ALARM);
  }

  private static String text(String alarm, Instant when, JsonNode event) {
    var reason = event.at("/detail/state/reason").asText().replaceAll("\\p{Cntrl}+", " ").strip();
    return "alarm "
        + alarm
        + " went to ALARM at "
        + when
        + (reason.isEmpty() ? "" : ": " + shortened(reason));
  }

  private static String shortened(String reason) {
    return reason.length() <= LONGEST_REASON
        ? reason
        : reason.substring(0, LONGEST_REASON - 1) + "…";
  }
}
