package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Applications;
import io.slipway.store.Events;
import io.slipway.store.Schedules;
import java.util.Set;

/**
 * {@code DELETE /stacks/{applicationName}/schedule}: environments are neither stopped nor started
 * by the clock any more; what is stopped stays so.
 */
public final class DeleteSchedule extends Route {

  private final Applications applications;
  private final Schedules schedules;
  private final Events events;

  /** The whole answer. */
  record Removed(String applicationName, String message) {}

  public DeleteSchedule() {
    this(Platform.fromEnvironment());
  }

  public DeleteSchedule(Platform platform) {
    this.applications = new Applications(platform);
    this.schedules = new Schedules(platform);
    this.events = new Events(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var application = applications.usable(new ApplicationName(call.path("applicationName")));
    schedules.remove(application.name());
    var message = "has no hours any more; what is stopped stays so";
    events.put(application.name(), "schedule", "UNSCHEDULED", message, call.caller());
    return Answer.ok(new Removed(application.name().value(), message));
  }
}
