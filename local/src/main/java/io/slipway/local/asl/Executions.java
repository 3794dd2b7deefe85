package io.slipway.local.asl;

import io.slipway.local.time.Timeline;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The executions by ARN, each with the alarm that wakes it next. */
final class Executions {

  /** Wakes the execution of that ARN. */
  interface Waking {
    void wake(String executionArn);
  }

  private final Timeline timeline;
  private final Waking waking;
  private final Map<String, Interpreter> interpreters = new LinkedHashMap<>();
  private final Map<String, Timeline.Scheduled> alarms = new LinkedHashMap<>();

  Executions(Timeline timeline, Waking waking) {
    this.timeline = timeline;
    this.waking = waking;
  }

  void add(Interpreter interpreter) {
    interpreters.put(interpreter.run().execution().arn, interpreter);
  }

  Optional<Interpreter> find(String arn) {
    return Optional.ofNullable(interpreters.get(arn));
  }

  /** Throws {@link NoSuchExecution}. */
  Interpreter get(String arn) {
    return find(arn).orElseThrow(() -> new NoSuchExecution(arn));
  }

  Collection<Interpreter> interpreters() {
    return interpreters.values();
  }

  /** The oldest first. */
  List<Execution> all() {
    return interpreters.values().stream().map(one -> one.run().execution()).toList();
  }

  /** Sets the execution's alarm to what is due next. */
  void setAlarm(Interpreter interpreter) {
    var arn = interpreter.run().execution().arn;
    Optional.ofNullable(alarms.remove(arn)).ifPresent(Timeline.Scheduled::cancel);
    interpreter.due().ifPresent(due -> alarms.put(arn, timeline.at(due, () -> waking.wake(arn))));
  }

  /** The alarm has gone off. */
  void silence(String arn) {
    alarms.remove(arn);
  }
}
