package io.slipway.local.account.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.account.kernel.AwsErrors;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.StateJson;
import io.slipway.local.data.Durable;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/**
 * Amazon CloudWatch of the simulated account: metric alarms whose state people and tests set, and
 * the metrics of requests. Alarms do not follow metrics: one keeps the state it was given.
 */
public final class SimulatedCloudWatch implements CloudWatchClient, Durable {

  private static final int MOST_A_PAGE = 100;

  /** As the documented events have it: {@code 2019-10-02T17:04:40.989+0000}. */
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

  /** All that CloudWatch knows, as plain data. */
  private static final class State {
    private final NavigableMap<String, MetricAlarm> alarms = new TreeMap<>();
    private final RequestMetrics requests = new RequestMetrics();
  }

  private final Kernel kernel;
  private State state = new State();
  private ToDoubleFunction<Map<String, String>> usage = dimensions -> 0;

  public SimulatedCloudWatch(Kernel kernel) {
    this.kernel = kernel;
  }

  /** Has it report how much of a quota is used, by the dimensions of its metric. */
  public void reporting(ToDoubleFunction<Map<String, String>> used) {
    this.usage = used;
  }

  /** Creates the alarm (INSUFFICIENT_DATA), or changes all of it but its state. */
  @Override
  public PutMetricAlarmResponse putMetricAlarm(PutMetricAlarmRequest request) {
    return kernel.call(
        () -> {
          var name = request.alarmName();
          if (name == null || name.isEmpty() || name.length() > 255) {
            throw validation("AlarmName must have 1 to 255 characters");
          }
          var old = state.alarms.get(name);
          var shape = StateJson.write(request);
          ((ObjectNode) shape).remove(List.of("Tags"));
          var alarm =
              StateJson.read(shape, MetricAlarm.class).toBuilder()
                  .alarmArn(kernel.arn("cloudwatch", "alarm:" + name))
                  .alarmConfigurationUpdatedTimestamp(kernel.now())
                  .stateValue(old == null ? StateValue.INSUFFICIENT_DATA : old.stateValue())
                  .stateReason(
                      old == null ? "Unchecked: Initial alarm creation" : old.stateReason())
                  .stateUpdatedTimestamp(old == null ? kernel.now() : old.stateUpdatedTimestamp())
                  .stateTransitionedTimestamp(
                      old == null ? kernel.now() : old.stateTransitionedTimestamp())
                  .build();
          state.alarms.put(name, alarm);
          kernel.changed(this);
          return PutMetricAlarmResponse.builder().build();
        });
  }

  @Override
  public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
    return kernel.call(
        () -> {
          var found =
              state.alarms.values().stream()
                  .filter(
                      alarm ->
                          !request.hasAlarmNames()
                              || request.alarmNames().contains(alarm.alarmName()))
                  .filter(
                      alarm ->
                          request.alarmNamePrefix() == null
                              || alarm.alarmName().startsWith(request.alarmNamePrefix()))
                  .filter(
                      alarm ->
                          request.stateValue() == null
                              || alarm.stateValue() == request.stateValue())
                  .toList();
          var page =
              Pages.of(
                  found,
                  request.nextToken(),
                  request.maxRecords() == null ? Integer.valueOf(50) : request.maxRecords(),
                  MOST_A_PAGE,
                  SimulatedCloudWatch::invalidToken);
          return DescribeAlarmsResponse.builder()
              .metricAlarms(page.items())
              .compositeAlarms(List.of())
              .nextToken(page.next())
              .build();
        });
  }

  /** Gives the alarm a state, which stays until the next call; tells the account's listeners. */
  @Override
  public SetAlarmStateResponse setAlarmState(SetAlarmStateRequest request) {
    return kernel.call(
        () -> {
          var old = state.alarms.get(request.alarmName());
          if (old == null) {
            throw AwsErrors.of(
                ResourceNotFoundException.builder(),
                404,
                "CloudWatch",
                "ResourceNotFound",
                "Unknown alarm " + request.alarmName());
          }
          if (request.stateValue() == null
              || request.stateValue() == StateValue.UNKNOWN_TO_SDK_VERSION) {
            throw validation("StateValue must be one of OK, ALARM, INSUFFICIENT_DATA");
          }
          boolean moved = old.stateValue() != request.stateValue();
          var alarm =
              old.toBuilder()
                  .stateValue(request.stateValue())
                  .stateReason(request.stateReason())
                  .stateReasonData(request.stateReasonData())
                  .stateUpdatedTimestamp(kernel.now())
                  .stateTransitionedTimestamp(
                      moved ? kernel.now() : old.stateTransitionedTimestamp())
                  .build();
          state.alarms.put(request.alarmName(), alarm);
          kernel.changed(this);
          if (moved) {
            announce(old, alarm);
          }
          return SetAlarmStateResponse.builder().build();
        });
  }

  @Override
  public DeleteAlarmsResponse deleteAlarms(DeleteAlarmsRequest request) {
    return kernel.call(
        () -> {
          request.alarmNames().forEach(state.alarms::remove);
          kernel.changed(this);
          return DeleteAlarmsResponse.builder().build();
        });
  }

  /**
   * Counts a request that a target of the group has answered. Written down once a minute: a process
   * that ends loses the requests of the last one, as nobody waits for them.
   */
  public void count(String targetGroupArn, int status, Duration took) {
    kernel.run(
        () -> {
          if (state.requests.add(targetGroupArn, kernel.now(), status, took)) {
            kernel.changed(this);
          }
        });
  }

  @Override
  public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
    return kernel.call(
        () ->
            new MetricQueries(
                    state.requests, kernel.arn("elasticloadbalancing", ""), kernel.now(), usage)
                .answer(request));
  }

  private void announce(MetricAlarm before, MetricAlarm after) {
    var detail = JsonNodeFactory.instance.objectNode();
    detail.put("alarmName", after.alarmName());
    detail.set("state", describe(after));
    detail.set("previousState", describe(before));
    detail.putObject("configuration").putArray("metrics");
    kernel.publish(
        "aws.cloudwatch", "CloudWatch Alarm State Change", List.of(after.alarmArn()), detail);
  }

  private static JsonNode describe(MetricAlarm alarm) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("value", alarm.stateValueAsString())
        .put("reason", alarm.stateReason())
        .put("timestamp", TIMESTAMP.format(alarm.stateUpdatedTimestamp()));
  }

  private static RuntimeException validation(String message) {
    return AwsErrors.badRequest(
        CloudWatchException.builder(), "CloudWatch", "ValidationError", message);
  }

  private static RuntimeException invalidToken() {
    return AwsErrors.badRequest(
        InvalidNextTokenException.builder(), "CloudWatch", "InvalidNextToken", "Invalid NextToken");
  }

  @Override
  public String name() {
    return "alarms";
  }

  @Override
  public JsonNode save() {
    return kernel.call(() -> StateJson.write(state));
  }

  @Override
  public void restore(JsonNode saved) {
    kernel.run(() -> state = StateJson.read(saved, State.class));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
