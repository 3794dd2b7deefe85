package io.slipway.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.domain.Quoted;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Writes what went wrong as one line of JSON to the function's log. */
final class Log {

  private static final int LONGEST = 8 * 1024;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Line(
      String level,
      String message,
      String function,
      String requestId,
      String error,
      String stack) {}

  private final Context context;

  private Log(Context context) {
    this.context = context;
  }

  static Log of(Context context) {
    return new Log(context);
  }

  void error(String message, Throwable error) {
    var stack = new StringWriter();
    error.printStackTrace(new PrintWriter(stack));
    var text = stack.toString();
    context
        .getLogger()
        .log(
            Json.text(
                    new Line(
                        "ERROR",
                        message,
                        context.getFunctionName(),
                        context.getAwsRequestId(),
                        error.getClass().getName()
                            + " "
                            + Quoted.of(String.valueOf(error.getMessage())),
                        text.substring(0, Math.min(LONGEST, text.length()))))
                + "\n");
  }
}
