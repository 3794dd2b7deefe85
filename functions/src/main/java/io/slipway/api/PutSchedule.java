package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.operation.HoursRequest;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Applications;
import io.slipway.store.Events;
import io.slipway.store.Schedules;
import java.util.Set;

/**
 * {@code PUT /stacks/{applicationName}/schedule}: has environments run in these hours only, from
 * the next start or stop on.
 */
public final class PutSchedule extends Route {

  private final Applications applications;
  private final Schedules schedules;
  private final Events events;

  public PutSchedule() {
    this(Platform.fromEnvironment());
  }

  public PutSchedule(Platform platform) {
    this.applications = new Applications(platform);
    this.schedules = new Schedules(platform);
    this.events = new Events(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var hours = Json.read(call.json(), HoursRequest.class).read();
    var application = applications.usable(new ApplicationName(call.path("applicationName")));
    hours.environments().forEach(application::require);
    schedules.put(application, hours);
    var shown = ShownHours.of(hours);
    events.put(
        application.name(),
        "schedule",
        "SCHEDULED",
        "runs from %s to %s (%s) on %s in %s"
            .formatted(
                shown.start(),
                shown.stop(),
                shown.timeZone(),
                String.join(", ", shown.days()),
                hours.environments()),
        call.caller());
    return Answer.ok(shown);
  }
}
