package io.slipway.local.sample;

import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import java.util.Map;

/** A route that starts the sample's state machine, for tests of local mode itself. */
public final class Say extends Route {

  private final Platform platform;

  public Say(Platform platform) {
    this.platform = platform;
  }

  @Override
  protected Answer answer(Call call) {
    var input =
        Map.of(
            "operationId",
            call.path("word"),
            "word",
            call.path("word"),
            "waitSeconds",
            call.number("wait", 0, 3600, 60));
    platform
        .stepFunctions()
        .startExecution(
            start ->
                start
                    .stateMachineArn(platform.settings().get("STATE_MACHINE"))
                    .name(call.path("word"))
                    .input(Json.text(input)));
    return Answer.accepted("/words/" + call.path("word"), Map.of("caller", call.caller()));
  }
}
