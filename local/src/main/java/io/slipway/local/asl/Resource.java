package io.slipway.local.asl;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The Resource of a Task, taken apart as the history shows it: a Lambda function, an activity, or a
 * service's integration.
 */
record Resource(String arn, String family, String service, String action) {

  private static final String INTEGRATION = ":states:::";

  static Resource of(String arn) {
    int at = arn.indexOf(INTEGRATION);
    if (at >= 0) {
      var rest = arn.substring(at + INTEGRATION.length());
      int colon = rest.lastIndexOf(':');
      return new Resource(
          arn, "Task", rest.substring(0, Math.max(colon, 0)), rest.substring(colon + 1));
    }
    return new Resource(arn, arn.contains(":activity:") ? "Activity" : "LambdaFunction", "", "");
  }

  boolean isService() {
    return family.equals("Task");
  }

  boolean isSync() {
    return action.endsWith(".sync") || action.endsWith(".sync:2") || service.endsWith(".sync");
  }

  String event(String what) {
    return family + what;
  }

  /** How a result over the size limit names its origin. */
  String limitName() {
    return isService() ? service : arn;
  }

  void describe(ObjectNode details) {
    if (isService()) {
      details.put("resourceType", service).put("resource", action);
    } else {
      details.put("resource", arn);
    }
  }
}
