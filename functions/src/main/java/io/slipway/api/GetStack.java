package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import java.util.Set;

/** {@code GET /stacks/{applicationName}}: an application and everything it runs. */
public final class GetStack extends Route {

  private final ShownStack stack;

  public GetStack() {
    this(Platform.fromEnvironment());
  }

  public GetStack(Platform platform) {
    this.stack = new ShownStack(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    return stack.of(new ApplicationName(call.path("applicationName")));
  }
}
