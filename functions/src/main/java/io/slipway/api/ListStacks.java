package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code GET /stacks}: the applications, a page at a time. */
public final class ListStacks extends Route {

  private static final int MOST = 100;

  private final Applications applications;

  /** One application of the list. */
  record Line(
      String applicationName,
      Application.State state,
      Optional<String> description,
      Instant createdAt,
      String link) {}

  /** One page; {@code next} is absent on the last. */
  record Page(List<Line> applications, Optional<String> next) {}

  public ListStacks() {
    this(Platform.fromEnvironment());
  }

  public ListStacks(Platform platform) {
    this.applications = new Applications(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of("limit", "next"));
    var after = call.query("next").map(name -> ApplicationName.in("next", name).key());
    var page = applications.list(call.number("limit", 1, MOST, MOST), after);
    return Answer.ok(
        new Page(
            page.applications().stream().map(application -> line(call, application)).toList(),
            page.next()
                .map(next -> call.stagePath() + "/stacks?next=" + next.toLowerCase(Locale.ROOT))));
  }

  private static Line line(Call call, Application application) {
    return new Line(
        application.name().value(),
        application.state(),
        application.description(),
        application.createdAt(),
        call.stagePath() + "/stacks/" + application.name());
  }
}
