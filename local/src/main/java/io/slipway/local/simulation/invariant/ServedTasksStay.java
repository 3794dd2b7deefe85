package io.slipway.local.simulation.invariant;

import io.slipway.domain.Place;
import io.slipway.runtime.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeleteServiceRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

/**
 * T3 and T6: nothing is made smaller while requests may still reach it. T6 is about what the rule
 * says, T3 about what some node of the balancer still does.
 */
final class ServedTasksStay extends Rule {

  /** Whoever shrinks a service looks at its weights before, so long ago at most. */
  private static final Duration LOOKED = Platform.LONGEST_CHANGE;

  /** ECS has no call that looks at a service and changes it, so somebody may come between. */
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  /** Which of the two rules. */
  enum Reach {
    /** The rule itself gives the group weight. */
    BY_RULE,
    /** Only a node of the balancer that has not heard of the new weights does. */
    BY_NODE
  }

  private final Reach reach;
  private Map<String, Integer> desired = Map.of();
  private int interferences;

  ServedTasksStay(String id, Reach reach, Journal journal) {
    super(
        id,
        reach == Reach.BY_RULE
            ? "no service that has traffic is made smaller by an operation"
            : "nothing shrinks before its weight of 0 has reached every node of the balancer, and every resolver",
        journal);
    this.reach = reach;
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var name =
        switch (effect.request()) {
          case UpdateServiceRequest update -> update.service();
          case DeleteServiceRequest delete -> delete.service();
          default -> null;
        };
    boolean others = view.interferences().size() > interferences;
    if (name == null && !others && !Journal.isAboutAws(effect)) {
      return List.of();
    }
    interferences = view.interferences().size();
    var before = desired;
    desired = view.account().ecs().fleet().desiredCounts();
    boolean shrunk = name != null && desired.getOrDefault(name, 0) < before.getOrDefault(name, 0);
    return shrunk && effect.answered() ? shrunk(view, effect, name) : List.of();
  }

  private List<String> shrunk(View view, Effect effect, String name) {
    var found = new ArrayList<String>();
    for (var service : view.account().ecs().fleet().named(name::equals)) {
      if (!service.loadBalancers().isEmpty()) {
        var group = service.loadBalancers().getFirst().targetGroupArn();
        found.addAll(wrong(view, effect, name, service.desiredCount(), group));
      }
    }
    return found;
  }

  private List<String> wrong(View view, Effect effect, String service, int tasks, String group) {
    var by = journal.by(effect).filter(trail -> !excused(view, effect, trail, service, tasks));
    if (by.isEmpty() || !reaches(view, group)) {
      return List.of();
    }
    return List.of("%s shrinks to %d while requests reach it".formatted(service, tasks));
  }

  /**
   * A place outside production that is stopped, since that was asked for, or that a way back gives
   * what it had when the operation began, or other hands in it. A rollout outside production never
   * takes any away, whoever has added them before it looked.
   */
  private static boolean excused(View view, Effect effect, Trail trail, String service, int tasks) {
    if (trail.before == null) {
      return true;
    }
    var place = Shape.place(trail.application, service);
    var former = place.flatMap(where -> Optional.ofNullable(trail.before.services().get(where)));
    boolean slot = place.filter(Place::isSlot).isPresent();
    if (!slot && trail.kind.equals("set-status")) {
      return true;
    }
    if (!slot && !trail.isPutBack()) {
      return disturbed(
          view, trail.application, effect.time().minus(BETWEEN), Interference.Kind.SCALING);
    }
    boolean putBack = !slot && former.isPresent() && former.get().desired() <= tasks;
    return putBack
        || disturbed(view, trail.application, trail.startedAt, Interference.Kind.SCALING)
        || disturbed(
            view, trail.application, effect.time().minus(LOOKED), Interference.Kind.BY_HAND);
  }

  private boolean reaches(View view, String group) {
    boolean byRule = false;
    boolean byNode = false;
    for (var rule : view.account().loadBalancers().rules()) {
      if (Customers.isPreview(rule)) {
        continue;
      }
      byRule |= weight(rule.actions(), group) > 0 && Ways.leadTo(view, rule);
      boolean mayLead = Ways.mayLeadTo(view, rule);
      for (var actions : view.account().loadBalancers().inEffect(rule.ruleArn())) {
        byNode |= weight(actions, group) > 0 && mayLead;
      }
    }
    return reach == Reach.BY_RULE ? byRule : byNode && !byRule;
  }

  private static int weight(List<Action> actions, String group) {
    return Forwards.weights(actions).getOrDefault(group, 0);
  }
}
