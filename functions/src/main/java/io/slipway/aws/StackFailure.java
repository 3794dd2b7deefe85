package io.slipway.aws;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;

/** Finds, in the events of a stack, what went wrong first; the rest follows from it. */
final class StackFailure {

  /** A stack of ours has some twenty resources with three events each. */
  static final int MOST_EVENTS = 1000;

  /** What CloudFormation says of resources that it gave up because another one failed. */
  private static final String CANCELLED = "cancelled";

  private static final Set<String> BEGINNINGS =
      Set.of("CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS");

  private static final String STACK = "AWS::CloudFormation::Stack";

  private StackFailure() {}

  /**
   * The first failure since the stack's latest creation, update or deletion began.
   *
   * @param newestFirst as CloudFormation gives them
   */
  static Optional<String> of(String stack, List<StackEvent> newestFirst) {
    var latest = newestFirst.stream().takeWhile(event -> !begins(event)).toList();
    return latest.reversed().stream()
        .filter(StackFailure::failed)
        .min(Comparator.comparingInt(StackFailure::weight))
        .map(event -> sentence(stack, event));
  }

  private static boolean begins(StackEvent event) {
    var status = event.resourceStatusAsString();
    return STACK.equals(event.resourceType()) && BEGINNINGS.contains(status);
  }

  private static boolean failed(StackEvent event) {
    return event.resourceStatusAsString().endsWith("_FAILED");
  }

  /** A resource says more than the stack, and the cause more than what was cancelled for it. */
  private static int weight(StackEvent event) {
    if (STACK.equals(event.resourceType())) {
      return 2;
    }
    return reason(event).contains(CANCELLED) ? 1 : 0;
  }

  private static String reason(StackEvent event) {
    return event.resourceStatusReason() == null ? "" : event.resourceStatusReason();
  }

  private static String sentence(String stack, StackEvent event) {
    return stack
        + ": "
        + event.logicalResourceId()
        + " ("
        + event.resourceType()
        + ") "
        + event.resourceStatusAsString()
        + (reason(event).isEmpty() ? "" : ": " + reason(event));
  }
}
