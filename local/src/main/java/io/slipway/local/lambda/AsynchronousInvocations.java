package io.slipway.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.local.time.Timeline;
import java.time.Duration;
import java.util.List;

/**
 * Invokes functions for which nobody waits: where one fails, it is invoked again after one minute,
 * and once more after another two.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">How
 *     Lambda handles errors and retries with asynchronous invocation</a>
 */
public final class AsynchronousInvocations {

  private static final List<Duration> WAITS =
      List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(2));

  private final LambdaFunctions functions;
  private final Timeline timeline;

  public AsynchronousInvocations(LambdaFunctions functions, Timeline timeline) {
    this.functions = functions;
    this.timeline = timeline;
  }

  /** Has the function of that logical id, name or ARN invoked. */
  public void invoke(String name, JsonNode payload) {
    attempt(name, payload, 0);
  }

  private void attempt(String name, JsonNode payload, int attempt) {
    if (attempt < WAITS.size()) {
      var unused =
          timeline.after(
              WAITS.get(attempt),
              () -> {
                var unusedThen =
                    functions
                        .invoke(name, payload)
                        .thenAccept(result -> again(name, payload, attempt + 1, result));
              });
    }
  }

  private void again(String name, JsonNode payload, int attempt, LambdaResult result) {
    if (result instanceof LambdaResult.Failed) {
      attempt(name, payload, attempt);
    }
  }
}
