package io.slipway.aws;

import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The alarms that a shift of traffic is watched by. */
public final class Alarms {

  private final CloudWatchClient cloudWatch;

  public Alarms(Platform platform) {
    this.cloudWatch = platform.cloudWatch();
  }

  /**
   * What speaks against going on: the alarm that was put down as having gone off, whatever has
   * become of it since, and those that are in ALARM now.
   */
  public List<String> objections(List<String> names, Optional<String> raised) {
    var objections = new ArrayList<String>();
    raised.ifPresent(objections::add);
    objections.addAll(objections(names));
    return objections;
  }

  /**
   * What speaks against going on, in the order of the names; empty where no alarm has gone off. One
   * without enough data has not gone off; one that does not exist watches nothing.
   *
   * @param names metric or composite alarms, at most 100
   */
  public List<String> objections(List<String> names) {
    if (names.isEmpty()) {
      return List.of();
    }
    var found =
        AwsErrors.calling(
            "read the alarms " + String.join(", ", names),
            () ->
                cloudWatch.describeAlarms(
                    request ->
                        request
                            .alarmNames(names)
                            .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)));
    var states = new TreeMap<String, StateValue>();
    found.metricAlarms().forEach(alarm -> states.put(alarm.alarmName(), alarm.stateValue()));
    found.compositeAlarms().forEach(alarm -> states.put(alarm.alarmName(), alarm.stateValue()));
    var objections = new ArrayList<String>();
    for (var name : names) {
      if (!states.containsKey(name)) {
        objections.add("alarm " + name + " does not exist");
      } else if (states.get(name) == StateValue.ALARM) {
        objections.add("alarm " + name + " is in ALARM");
      }
    }
    return objections;
  }
}
