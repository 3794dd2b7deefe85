package io.slipway.operation;

import io.slipway.domain.CanaryRoute;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Problems;
import io.slipway.domain.Rejected;
import io.slipway.domain.Strategy;
import io.slipway.domain.StrategyStep;
import io.slipway.runtime.Platform;
import io.slipway.store.Applications;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans how production's traffic moves, step by step, to the release in the idle slot. */
public final class CanaryShiftPlanner implements Planner<CanaryShiftRequest> {

  private static final int MOST_TASKS = 1000;

  private final Applications applications;
  private final ProductionSurvey survey;
  private final WatchedAlarms alarms;
  private final RouteSurvey routes;

  public CanaryShiftPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.survey = new ProductionSurvey(platform);
    this.alarms = new WatchedAlarms(platform);
    this.routes = new RouteSurvey(platform);
  }

  @Override
  public OperationKind kind() {
    return OperationKind.CANARY_SHIFT;
  }

  @Override
  public Class<CanaryShiftRequest> requestType() {
    return CanaryShiftRequest.class;
  }

  @Override
  public Draft plan(CanaryShiftRequest request) {
    var wishes = read(request);
    var tasks = request.scale().flatMap(CanaryShiftRequest.Scale::desired);
    var wait = request.scale().flatMap(CanaryShiftRequest.Scale::waitSeconds);
    var watching = wishes.watching();

    var usable = applications.usable(request.applicationName());
    var application = usable.name();
    var slots = survey.slots(usable, request.drift());
    var next = slots.next(request.digest());
    requireCustomers(slots);
    alarms.requireQuiet(watching);
    wishes.route().ifPresent(route -> slots.requirePreview("route"));
    wishes.gates().check().ifPresent(check -> slots.requirePreview("check"));
    var canaryRule = wishes.route().map(route -> routes.rule(application, slots, route));
    var plan =
        new ShiftPlan(
            slots.live(),
            slots.idle(),
            next,
            wishes.strategy().steps(),
            tasks.orElse(Math.max(1, slots.live().size().desired())),
            tasks.isPresent(),
            Duration.ofSeconds(wait.orElse(0)),
            watching,
            Optional.of(wishes.gates()),
            canaryRule);
    return new Draft(
            application,
            List.of(EnvironmentGroup.PRODUCTION),
            plan,
            "moves the traffic of '"
                + application
                + "' from "
                + plan.from()
                + " to "
                + plan.to()
                + " in steps of "
                + percentages(plan.steps())
                + canaryRule
                    .map(rule -> ", and requests with " + rule.route() + " at once")
                    .orElse(""),
            Optional.empty(),
            watching)
        .adopting(slots.adoptions());
  }

  @Override
  public Claim claim(CanaryShiftRequest request) {
    var unused = read(request);
    return Claim.on(
        applications.get(request.applicationName()), List.of(EnvironmentGroup.PRODUCTION));
  }

  @Override
  public Forecast forecast(Draft draft) {
    return ShiftForecast.watched((ShiftPlan) draft.plan(), "StartCanaryShift");
  }

  private static ShiftWishes read(CanaryShiftRequest request) {
    requireSize(request.scale());
    return new ShiftWishes(
        StrategyRules.canary(request.strategy(), request.bake()),
        WatchedAlarms.names(request.alarms()),
        Gates.read(request.compare(), request.migration(), request.check()),
        request.route().flatMap(CanaryShiftPlanner::route));
  }

  private static Optional<CanaryRoute> route(RouteForm form) {
    var problems = new Problems();
    var route = form.read(problems);
    problems.refuse();
    return route;
  }

  private static void requireSize(Optional<CanaryShiftRequest.Scale> scale) {
    scale
        .flatMap(CanaryShiftRequest.Scale::desired)
        .ifPresent(count -> requireWithin("scale.desired", count, 1, MOST_TASKS));
    scale
        .flatMap(CanaryShiftRequest.Scale::waitSeconds)
        .ifPresent(
            seconds ->
                requireWithin(
                    "scale.wait", seconds, 0, (int) Strategy.LONGEST_SCALING.toSeconds()));
  }

  /** Shares are for comparing two releases: with one, most customers would get no answer. */
  private static void requireCustomers(ProductionSurvey.Slots slots) {
    if (slots.live().release().isEmpty() || slots.live().size().desired() == 0) {
      throw new Rejected(
          409,
          "nothing-live",
          "the live slot "
              + slots.live().place()
              + " runs nothing that traffic could be shared with;"
              + " POST /stacks/swapProdBlueAndGreen makes the idle slot live at once");
    }
  }

  private static void requireWithin(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw Rejected.invalid(field, least + " to " + most + " is allowed, but got " + value);
    }
  }

  private static String percentages(List<StrategyStep> steps) {
    return steps.stream().map(step -> step.weight() + " %").collect(Collectors.joining(", "));
  }
}
