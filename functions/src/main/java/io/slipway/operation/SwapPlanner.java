package io.slipway.operation;

import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.runtime.Platform;
import io.slipway.store.Applications;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans how all of production's traffic moves at once to the release in the idle slot. */
public final class SwapPlanner implements Planner<SwapRequest> {

  private final Applications applications;
  private final ProductionSurvey survey;
  private final WatchedAlarms alarms;

  public SwapPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.survey = new ProductionSurvey(platform);
    this.alarms = new WatchedAlarms(platform);
  }

  @Override
  public OperationKind kind() {
    return OperationKind.SWAP;
  }

  @Override
  public Class<SwapRequest> requestType() {
    return SwapRequest.class;
  }

  @Override
  public Draft plan(SwapRequest request) {
    var wishes = read(request);
    var usable = applications.usable(request.applicationName());
    var application = usable.name();
    var slots = survey.slots(usable, request.drift());
    var next = slots.next(request.digest());
    alarms.requireQuiet(wishes.watching());
    wishes.gates().check().ifPresent(check -> slots.requirePreview("check"));
    var plan =
        new ShiftPlan(
            slots.live(),
            slots.idle(),
            next,
            wishes.strategy().steps(),
            tasks(slots),
            false,
            Duration.ZERO,
            wishes.watching(),
            Optional.of(wishes.gates()),
            Optional.empty());
    return new Draft(
            application,
            List.of(EnvironmentGroup.PRODUCTION),
            plan,
            "moves all traffic of '" + application + "' from " + plan.from() + " to " + plan.to(),
            Optional.empty(),
            wishes.watching())
        .adopting(slots.adoptions());
  }

  @Override
  public Claim claim(SwapRequest request) {
    var unused = read(request);
    return Claim.on(
        applications.get(request.applicationName()), List.of(EnvironmentGroup.PRODUCTION));
  }

  @Override
  public Forecast forecast(Draft draft) {
    return ShiftForecast.watched((ShiftPlan) draft.plan(), "StartSwap");
  }

  private static ShiftWishes read(SwapRequest request) {
    return new ShiftWishes(
        StrategyRules.swap(request.bake()),
        WatchedAlarms.names(request.alarms()),
        Gates.read(Optional.empty(), request.migration(), request.check()),
        Optional.empty());
  }

  /** As many as customers have now; the first release ever stays as large as it was deployed. */
  private static int tasks(ProductionSurvey.Slots slots) {
    var model = slots.live().release().isPresent() ? slots.live() : slots.idle();
    return Math.max(1, model.size().desired());
  }
}
