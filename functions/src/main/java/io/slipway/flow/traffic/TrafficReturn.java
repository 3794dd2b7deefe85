package io.slipway.flow.traffic;

import io.slipway.aws.TargetGroups;
import io.slipway.aws.TrafficRouter;
import io.slipway.aws.TrafficRouters;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.OperationRef;
import io.slipway.domain.Recovery;
import io.slipway.domain.RetryLater;
import io.slipway.domain.TrafficChanged;
import io.slipway.domain.TrafficSplit;
import io.slipway.domain.Weights;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.store.Operation;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Brings customers back to the slot that was live: their host first, then the preview host, then
 * the roles in the inventory. Weights that this operation cannot have written are left alone,
 * unless the person who has resumed it has said that they need not be.
 */
final class TrafficReturn {

  /** Under this name it is recorded when customers were back. */
  static final StepName STEP = StepName.of(RestoreTraffic.class.getSimpleName(), "traffic");

  private static final StepName SAFEST =
      StepName.of(RestoreTraffic.class.getSimpleName(), "safest slot");

  private static final StepName PREVIEW =
      StepName.of(RestoreTraffic.class.getSimpleName(), "preview");

  /**
   * The traffic is back.
   *
   * @param message for people
   * @param changes that have to be waited for until it is so for everybody
   */
  record Returned(String message, List<String> changes) {}

  private final Progress progress;
  private final TrafficRouters routers;
  private final TargetGroups targetGroups;
  private final Roles roles;

  TrafficReturn(Platform platform) {
    this.progress = new Progress(platform);
    this.routers = new TrafficRouters(platform);
    this.targetGroups = new TargetGroups(platform);
    this.roles = new Roles(platform);
  }

  /**
   * Gives the traffic back.
   *
   * @param overwrites whether weights that somebody has set by hand may be overwritten
   * @return where the traffic is now
   * @throws TrafficChanged where somebody else has changed the weights; nothing was touched
   * @throws RetryLater where it cannot be done yet; the message says where the traffic is
   */
  Returned giveBack(OperationRef ref, ShiftPlan plan, boolean overwrites) {
    var wanted = plan.customers(TrafficSplit.ALL_LIVE);
    var found = routers.of(plan.customersRoute()).weights();
    boolean foreign = !isOurs(plan, wanted, found);
    if (foreign && !overwrites) {
      throw changed(plan, found);
    }
    var changes = List.<String>of();
    if (found.equals(wanted)) {
      changes = again(ref, plan, wanted);
    } else {
      requireAlive(ref, plan, found);
      progress.begin(
          ref,
          STEP,
          "all traffic is to go back to "
              + plan.from()
              + (foreign
                  ? "; the weights that somebody else has set are overwritten as was asked for, "
                      + found
                  : ""));
      changes = shift(plan, found, wanted);
    }
    var preview = mirror(ref, plan);
    var changed = roles.withLive(ref, plan.from().place());
    boolean recorded = progress.ended(ref.operationId(), STEP).isPresent();
    if (!recorded || !found.equals(wanted) || !changed.isEmpty()) {
      progress.done(
          ref,
          STEP,
          "all traffic goes to " + plan.from(),
          Map.of("before", found.toString(), "weights", wanted.toString()),
          changed);
    }
    return new Returned("all traffic goes to " + plan.from() + preview, changes);
  }

  /** A run before this one may have lost its answer, and with it what there is to wait for. */
  private List<String> again(OperationRef ref, ShiftPlan plan, Weights wanted) {
    boolean open =
        progress.of(ref.operationId()).stream()
            .anyMatch(
                step ->
                    step.state().equals(STEP.state())
                        && step.scope().equals(STEP.scope())
                        && step.endedAt().isEmpty());
    return open ? shift(plan, wanted, wanted) : List.of();
  }

  /**
   * Once the traffic is back: how long requests may still reach the slot that was to get it, or a
   * change be under way that leads them there.
   */
  Duration drainTime(OperationRef ref, ShiftPlan plan) {
    var propagation = routers.of(plan.customersRoute()).propagation();
    var drain = targetGroups.drainTime(plan.to().address().targetGroup(), propagation);
    boolean ledThere =
        progress.of(ref.operationId()).stream()
            .anyMatch(
                step -> step.state().equals(SAFEST.state()) && step.scope().equals(SAFEST.scope()));
    return ledThere ? drain.plus(Platform.LONGEST_CHANGE) : drain;
  }

  /** Whether the person who has resumed an operation has said so. */
  static boolean overwrites(Operation operation) {
    return operation.recovery().filter(Recovery::overwrites).isPresent();
  }

  private static boolean isOurs(ShiftPlan plan, Weights wanted, Weights found) {
    return found.each().stream()
        .allMatch(
            one ->
                one.equals(wanted)
                    || one.equals(plan.customers(TrafficSplit.ALL_IDLE))
                    || plan.steps().stream()
                        .anyMatch(step -> one.equals(plan.customers(step.split()))));
  }

  private static TrafficChanged changed(ShiftPlan plan, Weights found) {
    return new TrafficChanged(
        "somebody else has changed the weights, so they are left as they were found, "
            + found
            + ", and both slots keep their tasks; all traffic went to "
            + plan.from()
            + " before. Give one slot all of it, or resume with {\"drift\": \"overwrite\"}");
  }

  private List<String> shift(ShiftPlan plan, Weights found, Weights wanted) {
    try {
      return routers.of(plan.customersRoute()).shift(found, wanted);
    } catch (RetryLater e) {
      throw new RetryLater(stuck(found) + e.getMessage(), e);
    } catch (AwsRefused e) {
      throw new AwsRefused(stuck(found) + e.getMessage(), e);
    }
  }

  private static String stuck(Weights found) {
    return "traffic is shared " + found + " and could not be put back: ";
  }

  /** The preview host shows the idle slot again; what it shows is nobody's emergency. */
  private String mirror(OperationRef ref, ShiftPlan plan) {
    return plan.previewRoute().map(route -> mirror(ref, plan, routers.of(route))).orElse("");
  }

  private String mirror(OperationRef ref, ShiftPlan plan, TrafficRouter router) {
    var wanted = plan.preview(TrafficSplit.ALL_LIVE);
    var swapped = plan.preview(TrafficSplit.ALL_IDLE);
    var found = router.weights();
    if (found.equals(wanted)) {
      return "";
    }
    if (!found.equals(swapped)) {
      return "; somebody else has changed the preview host's weights, so they are left at " + found;
    }
    progress.begin(ref, PREVIEW, "the preview host is to show " + plan.to() + " again");
    router.shift(swapped, wanted);
    progress.done(
        ref,
        PREVIEW,
        "the preview host shows " + plan.to(),
        Map.of("before", swapped.toString(), "weights", wanted.toString()));
    return "";
  }

  /**
   * Back to a slot without a healthy target is worse than staying where one is; there, all of it is
   * better off.
   */
  private void requireAlive(OperationRef ref, ShiftPlan plan, Weights found) {
    if (plan.from().release().isEmpty()) {
      return;
    }
    var back = targetGroups.health(plan.from().address().targetGroup());
    if (back.healthy() > 0
        || targetGroups.health(plan.to().address().targetGroup()).healthy() == 0) {
      return;
    }
    var safest = plan.customers(TrafficSplit.ALL_IDLE);
    if (!found.equals(safest)) {
      progress.begin(ref, SAFEST, "all traffic is to go where targets are healthy first");
      shift(plan, found, safest);
      progress.done(
          ref,
          SAFEST,
          "all traffic goes to " + plan.to() + ", whose targets are healthy",
          Map.of("before", found.toString(), "weights", safest.toString()));
    }
    throw new RetryLater(
        "traffic is shared "
            + safest
            + " and stays so, since no target of "
            + plan.from()
            + " is healthy: "
            + back.describe(1));
  }
}
