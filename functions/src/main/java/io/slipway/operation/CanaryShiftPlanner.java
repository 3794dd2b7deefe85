package io.slipway.operation;

import io.slipway.aws.Alarms;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.FreeText;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Rejected;
import io.slipway.domain.StrategyStep;
import io.slipway.runtime.Platform;
import io.slipway.store.Applications;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plans how production's traffic moves, step by step, to the release in the idle slot. */
public final class CanaryShiftPlanner implements Planner<CanaryShiftRequest> {

  private static final int MOST_ALARMS = 20;
  private static final int LONGEST_ALARM = 255;
  private static final int MOST_TASKS = 1000;
  private static final int LONGEST_WAIT = 3600;

  private final Applications applications;
  private final ProductionSurvey survey;
  private final Alarms alarms;

  public CanaryShiftPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.survey = new ProductionSurvey(platform);
    this.alarms = new Alarms(platform);
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
    var strategy = StrategyRules.canary(request.strategy(), request.bake());
    var tasks = request.scale().flatMap(CanaryShiftRequest.Scale::desired);
    tasks.ifPresent(count -> requireWithin("scale.desired", count, 1, MOST_TASKS));
    var wait = request.scale().flatMap(CanaryShiftRequest.Scale::waitSeconds);
    wait.ifPresent(seconds -> requireWithin("scale.wait", seconds, 0, LONGEST_WAIT));
    var watching = request.alarms().orElse(List.of());
    requireNames(watching);

    var application = applications.usable(request.applicationName()).name();
    var slots = survey.slots(application);
    var next = slots.next();
    requireCustomers(slots);
    requireQuiet(watching);
    var plan =
        new ShiftPlan(
            slots.live(),
            slots.idle(),
            next,
            strategy.steps(),
            tasks.orElse(Math.max(1, slots.live().size().desired())),
            tasks.isPresent(),
            Duration.ofSeconds(wait.orElse(0)),
            watching);
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
            + percentages(plan.steps()),
        Optional.empty());
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

  private void requireQuiet(List<String> watching) {
    var objections = alarms.objections(watching);
    if (!objections.isEmpty()) {
      throw new Rejected(409, "alarm", "nothing was started: " + String.join("; ", objections));
    }
  }

  private static void requireNames(List<String> names) {
    if (names.size() > MOST_ALARMS) {
      throw Rejected.invalid(
          "alarms", "at most " + MOST_ALARMS + " names are allowed, but got " + names.size());
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < names.size(); i++) {
      requireWithin("alarms[" + i + "]'s length", names.get(i).length(), 1, LONGEST_ALARM);
      FreeText.checked("alarms[" + i + "]", names.get(i), LONGEST_ALARM);
      if (!seen.add(names.get(i))) {
        throw Rejected.invalid("alarms[" + i + "]", "is named twice");
      }
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
