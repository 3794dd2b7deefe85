package io.slipway.operation;

import io.slipway.aws.Listeners;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.CanaryRoute;
import io.slipway.domain.CanaryRule;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Platform;
import io.slipway.store.RulePriorities;
import java.util.List;

/** Looks where the rule of a canary has its place: before the customers' rule, for their hosts. */
final class RouteSurvey {

  /** Match evaluations of one rule, hosts included. */
  private static final int MOST_VALUES = 5;

  private final RulePriorities priorities;
  private final Listeners listeners;

  RouteSurvey(Platform platform) {
    this.priorities = new RulePriorities(platform);
    this.listeners = new Listeners(platform);
  }

  /**
   * The rule that some requests are to go by.
   *
   * @throws Rejected 409 where the customers' rule has no room for one before it
   */
  CanaryRule rule(ApplicationName application, ProductionSurvey.Slots slots, CanaryRoute route) {
    var customers = slots.live().address().rule();
    var listener = Listeners.of(customers);
    var entrance = listeners.entrance(customers);
    requireRoom(entrance, route);
    return new CanaryRule(
        listener,
        priority(application, listener, entrance.priority()),
        entrance.hosts(),
        route,
        slots.idle().address().targetGroup());
  }

  /** The one before the customers' that the stack of production has taken for this. */
  private int priority(ApplicationName application, String listener, int customers) {
    var stack = ApplicationStack.of(application, Environment.PROD).name();
    return priorities.of(listener, stack).stream()
        .filter(priority -> priority < customers)
        .findFirst()
        .orElseThrow(
            () ->
                refused(
                    "no priority before "
                        + customers
                        + ", that of the customers' rule, was taken for it when stack "
                        + stack
                        + " was created"));
  }

  private static void requireRoom(Listeners.Entrance entrance, CanaryRoute route) {
    if (!entrance.byHostAlone() || entrance.hosts().isEmpty()) {
      throw refused("the customers' rule goes by more than the host");
    }
    var values = route.header().map(CanaryRoute.Header::values).orElse(List.of(""));
    if (entrance.hosts().size() + values.size() > MOST_VALUES) {
      throw refused(
          "the customers' rule has "
              + entrance.hosts().size()
              + " hosts, and a listener rule has at most "
              + MOST_VALUES
              + " values");
    }
  }

  private static Rejected refused(String why) {
    return new Rejected(
        409,
        "no-room-for-a-rule",
        "the listener cannot have a rule for 'route': " + why + "; leave 'route' out");
  }
}
