package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Applications;
import io.slipway.store.Webhooks;
import java.util.List;
import java.util.Set;

/** {@code GET /stacks/{applicationName}/webhooks}: the webhooks, without their secrets. */
public final class ListWebhooks extends Route {

  private final Applications applications;
  private final Webhooks webhooks;

  /** The whole answer. */
  record All(String applicationName, List<ShownWebhook> webhooks) {}

  public ListWebhooks() {
    this(Platform.fromEnvironment());
  }

  public ListWebhooks(Platform platform) {
    this.applications = new Applications(platform);
    this.webhooks = new Webhooks(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var application = applications.get(new ApplicationName(call.path("applicationName")));
    return Answer.ok(
        new All(
            application.name().value(),
            webhooks.of(application.name()).stream()
                .map(webhook -> ShownWebhook.of(call, webhook))
                .toList()));
  }
}
