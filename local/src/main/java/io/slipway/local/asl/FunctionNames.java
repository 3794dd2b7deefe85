package io.slipway.local.asl;

/** Finds the name of the Lambda function that a task calls. */
final class FunctionNames {

  private static final String FUNCTION = ":function:";

  private FunctionNames() {}

  /** The function's name, or an empty text where the task calls none. */
  static String of(TaskCall call) {
    if (call.resource().contains(":states:::lambda:invoke")) {
      return plain(call.arguments().path("FunctionName").asText(""));
    }
    return call.resource().contains(FUNCTION) ? plain(call.resource()) : "";
  }

  /**
   * {@code name}, {@code name:alias}, {@code account:function:name} or an ARN, qualified or not.
   */
  static String plain(String reference) {
    int at = reference.indexOf("function:");
    var name = at < 0 ? reference : reference.substring(at + "function:".length());
    int qualifier = name.indexOf(':');
    return qualifier < 0 ? name : name.substring(0, qualifier);
  }
}
