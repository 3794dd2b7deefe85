package io.slipway.local.simulation.invariant;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row of the log of events, as it was put.
 *
 * @param operationId empty for an event of no operation
 * @param what such as {@code STARTED} or {@code ShiftTraffic 10 % DONE}
 */
record Logged(String application, String operationId, String what, String message) {

  static final String RUNNING = " RUNNING";

  static Logged of(Map<String, AttributeValue> row) {
    return new Logged(
        text(row, "ResourceName"),
        text(row, "OperationId"),
        text(row, "Event"),
        text(row, "Message"));
  }

  private static String text(Map<String, AttributeValue> row, String name) {
    var value = row.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  /** Whether it says that a step is about to change something. */
  boolean isIntent() {
    return what.endsWith(RUNNING);
  }

  /** The step that it is about, with its scope. */
  String step() {
    int end = what.lastIndexOf(' ');
    return end < 0 ? what : what.substring(0, end);
  }
}
