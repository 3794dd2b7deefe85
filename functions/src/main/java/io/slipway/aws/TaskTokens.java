package io.slipway.aws;

import io.slipway.domain.Signal;
import io.slipway.domain.StageEnd;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Task tokens, by which a state machine that waits is told to go on. */
public final class TaskTokens {

  private final SfnClient stepFunctions;

  public TaskTokens(Platform platform) {
    this.stepFunctions = platform.stepFunctions();
  }

  /**
   * Ends the wait of whoever left this token.
   *
   * @return whether it still waited: not, where it was told before or its time was over
   */
  public boolean resolve(String token, Signal signal) {
    return AwsErrors.calling("resolve a task token", () -> send(token, Json.text(signal)));
  }

  /** As {@link #resolve(String, Signal)}, for whoever waits for the end of a stage. */
  public boolean resolve(String token, StageEnd end) {
    return AwsErrors.calling("resolve a task token", () -> send(token, Json.text(end)));
  }

  private boolean send(String token, String output) {
    try {
      stepFunctions.sendTaskSuccess(request -> request.taskToken(token).output(output));
      return true;
    } catch (TaskTimedOutException | TaskDoesNotExistException e) {
      return false;
    }
  }
}
