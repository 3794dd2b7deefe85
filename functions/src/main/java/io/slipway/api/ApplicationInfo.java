package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import java.util.Set;

/**
 * {@code POST /stacks/applicationInfo}: the same as {@code GET /stacks/{applicationName}}, for
 * callers who know no other way.
 */
public final class ApplicationInfo extends Route {

  private final ShownStack stack;

  /** What the route takes. */
  record Body(ApplicationName applicationName) {}

  public ApplicationInfo() {
    this(Platform.fromEnvironment());
  }

  public ApplicationInfo(Platform platform) {
    this.stack = new ShownStack(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    return stack.of(Json.read(call.json(), Body.class).applicationName());
  }
}
