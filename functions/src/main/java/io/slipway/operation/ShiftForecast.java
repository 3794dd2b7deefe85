package io.slipway.operation;

import io.slipway.domain.CanaryRule;
import io.slipway.domain.ScalingRange;
import io.slipway.domain.SlotSize;
import io.slipway.domain.Span;
import io.slipway.domain.TrafficRoute;
import io.slipway.domain.TrafficSplit;
import io.slipway.domain.Weights;

/** Foresees how traffic moves. */
final class ShiftForecast {

  /** The tasks that an idle slot keeps; docs/decisions/0007-an-idle-slot-keeps-one-task.md. */
  private static final int IDLE_TASKS = 1;

  private final ShiftPlan plan;
  private final Forecast.Gathering seen;
  private final ServiceForecast from;
  private final ServiceForecast to;

  /**
   * @param to the receiving service, as it is when traffic begins to move
   */
  ShiftForecast(ShiftPlan plan, ServiceForecast to, Forecast.Gathering seen) {
    this.plan = plan;
    this.seen = seen;
    this.from = new ServiceForecast(plan.from().address(), plan.from().size(), seen);
    this.to = to;
  }

  /**
   * A canary or a swap, whose every step is watched.
   *
   * @param start the first state of its machine
   */
  static Forecast watched(ShiftPlan plan, String start) {
    var seen = new Forecast.Gathering();
    seen.step(start, "checks the request, takes the lock of production, writes down what is live");
    var to = new ServiceForecast(plan.to().address(), plan.to().size(), seen);
    var shift = new ShiftForecast(plan, to, seen);
    shift.migrate();
    for (int i = 0; i < plan.steps().size(); i++) {
      shift.watchedStep(i);
    }
    shift.unroute();
    shift.retire();
    return seen.step("FinishShift", "writes the end, gives the lock back").forecast();
  }

  private void migrate() {
    plan.migration()
        .ifPresent(
            migration -> {
              var command = String.join(" ", migration.command());
              seen.waiting(
                  "RunMigration",
                  plan.to() + " runs " + command,
                  "until it has ended, at most " + Span.of(migration.timeout()));
              seen.change("ecs", "RunTask", plan.to().address().cluster(), "", command);
            });
  }

  private void watchedStep(int index) {
    var step = plan.steps().get(index);
    if (step.approval()) {
      seen.waiting(
          "AwaitApproval",
          step.weight() + " % of the traffic is to go to " + plan.to(),
          "until somebody approves, at most " + Span.of(step.approvalTime()));
    }
    move(index);
    seen.waiting(
            "Bake",
            step.weight() + " % of the traffic goes to " + plan.to(),
            "for " + step.bake().toSeconds() + " seconds")
        .step("JudgeStep", "goes on where weights, health and alarms allow it");
  }

  /** Scales, checks and shifts. */
  void move(int index) {
    var split = plan.during(index);
    int needed = split.tasksFor(plan.tasksAtFull(from.desired()));
    seen.step("ScaleSlot", plan.to() + " needs " + tasks(needed));
    to.raise(needed);
    seen.waiting(
        "CheckSlot",
        "every target of " + plan.to() + " is healthy",
        "until all are, at most 15 minutes");
    if (index == 0) {
      plan.check()
          .ifPresent(
              check -> seen.step("CheckPreview", "the preview host answers " + check.path()));
    }
    if (index == 0) {
      plan.canaryRule().ifPresent(this::route);
    }
    seen.step("ShiftTraffic", split.idlePercent() + " % of the traffic goes to " + plan.to());
    change(plan.customersRoute(), plan.customers(plan.before(index)), plan.customers(split));
    if (plan.isLast(index)) {
      swapRoles();
    }
  }

  private void route(CanaryRule rule) {
    seen.step("AddCanaryRule", "requests with " + rule.route() + " go to " + plan.to())
        .change("elasticloadbalancing", "CreateRule", rule.listener(), "", rule.toString());
  }

  private void unroute() {
    plan.canaryRule()
        .ifPresent(
            rule ->
                seen.step("RemoveCanaryRule", "the canary has no rule of its own any more")
                    .change(
                        "elasticloadbalancing",
                        "DeleteRule",
                        rule.listener(),
                        rule.toString(),
                        ""));
  }

  private void swapRoles() {
    var preview = plan.previewRoute();
    seen.step(
        "SwapRoles",
        plan.to()
            + " is live, "
            + plan.from()
            + " is idle"
            + (preview.isPresent() ? " and on the preview host" : ""));
    preview.ifPresent(
        route ->
            change(
                route, plan.preview(TrafficSplit.ALL_LIVE), plan.preview(TrafficSplit.ALL_IDLE)));
    plan.to().secondaries().values().forEach(service -> resize(service, service.working()));
  }

  private void resize(ShiftPlan.Secondary service, SlotSize wanted) {
    new ServiceForecast(service.service(), service.size(), seen).resize(wanted);
  }

  private void change(TrafficRoute route, Weights before, Weights after) {
    route
        .resources()
        .forEach(
            resource ->
                seen.change(
                    route.service(),
                    route.action(),
                    resource,
                    before.toString(),
                    after.toString()));
  }

  void retire() {
    int idle = Math.min(IDLE_TASKS, from.desired());
    seen.waiting("RetireSlot", plan.from() + " keeps " + tasks(idle), "until it has drained");
    plan.liveRange()
        .map(range -> new ScalingRange(range.min(), Math.max(range.max(), to.desired())))
        .ifPresent(to::limit);
    from.shrink(idle);
    plan.from()
        .secondaries()
        .values()
        .forEach(
            service ->
                resize(
                    service,
                    new SlotSize(0, service.size().range().map(range -> new ScalingRange(0, 0)))));
  }

  private static String tasks(int count) {
    return count + (count == 1 ? " task" : " tasks");
  }
}
