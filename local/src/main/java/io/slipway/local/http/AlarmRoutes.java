package io.slipway.local.http;

import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** {@code /local/alarms}: there are no metrics, so people say what state an alarm is in. */
final class AlarmRoutes {

  private static final int LONGEST_NAME = 255;

  /** An alarm and its state. */
  record Alarm(String name, String state) {}

  private final CloudWatchClient cloudWatch;

  AlarmRoutes(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  List<LocalRoute> routes() {
    return List.of(
        new LocalRoute(
            "POST",
            "/alarms",
            "set an alarm, made where there is none: {\"name\", \"state\": \"ok|alarm\"}",
            this::set),
        new LocalRoute("GET", "/alarms", "every alarm and its state", this::list));
  }

  private Object list(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    return Map.of(
        "alarms",
        cloudWatch.describeAlarmsPaginator().metricAlarms().stream()
            .map(alarm -> new Alarm(alarm.alarmName(), text(alarm.stateValue())))
            .toList());
  }

  private Object set(LocalRoute.Request request) {
    request.allowQuery(Set.of());
    var alarm = request.body(Alarm.class);
    if (alarm.name().isBlank() || alarm.name().length() > LONGEST_NAME) {
      throw Rejected.invalid("name", "1 to 255 characters are allowed");
    }
    var state =
        switch (alarm.state().toLowerCase(Locale.ROOT)) {
          case "ok" -> StateValue.OK;
          case "alarm" -> StateValue.ALARM;
          case "insufficient_data" -> StateValue.INSUFFICIENT_DATA;
          default ->
              throw Rejected.invalid(
                  "state",
                  "allowed: ok, alarm, insufficient_data; but got " + Quoted.of(alarm.state()));
        };
    if (find(alarm.name()).isEmpty()) {
      cloudWatch.putMetricAlarm(put -> put.alarmName(alarm.name()));
    }
    cloudWatch.setAlarmState(
        set -> set.alarmName(alarm.name()).stateValue(state).stateReason("set at /local/alarms"));
    return new Alarm(alarm.name(), text(state));
  }

  private List<MetricAlarm> find(String name) {
    return cloudWatch.describeAlarms(named -> named.alarmNames(name)).metricAlarms();
  }

  private static String text(StateValue state) {
    return state.toString().toLowerCase(Locale.ROOT);
  }
}
