package io.slipway.api;

import io.slipway.domain.ApplicationName;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Drifts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code GET /stacks}: the applications, a page at a time. */
public final class ListStacks extends Route {

  private static final int MOST = 100;

  private final Applications applications;
  private final Drifts drifts;

  /**
   * One application of the list.
   *
   * @param drifted whether somebody has changed something of it past Slipway
   */
  record Line(
      String applicationName,
      Application.State state,
      Optional<String> description,
      Instant createdAt,
      boolean drifted,
      String link) {}

  /** One page; {@code next} is absent on the last. */
  record Page(List<Line> applications, Optional<String> next) {}

  public ListStacks() {
    this(Platform.fromEnvironment());
  }

  public ListStacks(Platform platform) {
    this.applications = new Applications(platform);
    this.drifts = new Drifts(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of("limit", "next"));
    var after = call.query("next").map(name -> ApplicationName.in("next", name).key());
    var page = applications.list(call.number("limit", 1, MOST, MOST), after);
    var drifted = drifted(page.applications());
    return Answer.ok(
        new Page(
            page.applications().stream()
                .map(application -> line(call, application, drifted))
                .toList(),
            page.next()
                .map(next -> call.stagePath() + "/stacks?next=" + next.toLowerCase(Locale.ROOT))));
  }

  private Set<String> drifted(List<Application> page) {
    return page.isEmpty()
        ? Set.of()
        : drifts.applications(page.getFirst().name(), page.getLast().name());
  }

  private static Line line(Call call, Application application, Set<String> drifted) {
    return new Line(
        application.name().value(),
        application.state(),
        application.description(),
        application.createdAt(),
        drifted.contains(application.name().key()),
        call.stagePath() + "/stacks/" + application.name());
  }
}
