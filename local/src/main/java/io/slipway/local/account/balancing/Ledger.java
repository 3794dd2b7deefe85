package io.slipway.local.account.balancing;

import io.slipway.local.account.balancing.BalancingState.GroupState;
import io.slipway.local.account.balancing.BalancingState.ListenerState;
import io.slipway.local.account.balancing.BalancingState.RuleState;
import io.slipway.local.account.balancing.BalancingState.Standing;
import io.slipway.local.account.balancing.BalancingState.TargetState;
import io.slipway.local.account.kernel.Kernel;
import io.slipway.local.account.kernel.Pages;
import io.slipway.local.account.kernel.Part;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;

/** The state of load balancing with the lookups and consequences that all calls share. */
final class Ledger {

  private static final int MOST_A_PAGE = 400;

  private final Kernel kernel;
  private final Part part;

  /** Of each listener that somebody has asked for since a rule was taken away. */
  private final Map<String, NavigableMap<Integer, RuleState>> byPriority = new HashMap<>();

  private BalancingState state = new BalancingState();
  private Backends backends;

  Ledger(Kernel kernel, Part part) {
    this.kernel = kernel;
    this.part = part;
    this.state.ids = kernel.ids();
  }

  Kernel kernel() {
    return kernel;
  }

  BalancingState state() {
    return state;
  }

  void attach(Backends found) {
    this.backends = found;
  }

  Backends backends() {
    return backends;
  }

  void restore(BalancingState saved) {
    state = saved;
    byPriority.clear();
    state.groups.values().forEach(this::settle);
  }

  void changed() {
    kernel.changed(part);
  }

  void forget(String targetGroupArn) {
    kernel.wake(part, targetGroupArn, Optional.empty());
  }

  void settle(GroupState group) {
    kernel.wake(part, group.shape.targetGroupArn(), HealthChecks.next(group));
    changed();
  }

  /** What rules and default actions refer to has changed: begins and ends health checks. */
  void reattach() {
    byPriority.clear();
    Set<String> referred = new HashSet<>();
    state.rules.values().forEach(rule -> refer(referred, rule.shape.actions()));
    state.listeners.values().forEach(l -> refer(referred, l.shape.defaultActions()));
    for (var group : state.groups.values()) {
      attach(group, referred.contains(group.shape.targetGroupArn()));
    }
    changed();
  }

  /** A new rule refers to groups now: begins their health checks. */
  void added(RuleState rule) {
    byPriority.computeIfPresent(
        rule.listenerArn,
        (listener, rules) -> {
          rules.put(rule.priority(), rule);
          return rules;
        });
    Actions.groups(rule.shape.actions())
        .forEach(group -> attach(group(group.targetGroupArn()), true));
    changed();
  }

  /** The rules of a listener but its default, by priority. */
  Collection<RuleState> rulesOf(String listenerArn) {
    return byPriority
        .computeIfAbsent(
            listenerArn,
            listener -> {
              var rules = new TreeMap<Integer, RuleState>();
              Rules.of(state, listener).forEach(rule -> rules.put(rule.priority(), rule));
              return rules;
            })
        .values();
  }

  private void attach(GroupState group, boolean now) {
    if (now != group.attached) {
      group.attached = now;
      group.targets.removeIf(target -> !now && target.standing == Standing.DRAINING);
      group.targets.forEach(target -> reattach(target, now));
      settle(group);
      backends.healthChanged(group.shape.targetGroupArn());
    }
  }

  private void reattach(TargetState target, boolean attached) {
    if (attached) {
      HealthChecks.begin(target, kernel.now());
    } else {
      target.standing = Standing.UNUSED;
      target.nextCheck = null;
    }
  }

  private static void refer(Set<String> referred, List<Action> actions) {
    Actions.groups(actions).forEach(group -> referred.add(group.targetGroupArn()));
  }

  void groupsExist(List<Action> actions) {
    for (var tuple : Actions.groups(actions)) {
      group(tuple.targetGroupArn());
    }
  }

  GroupState group(String arn) {
    return found(arn == null ? null : state.groups.get(arn), BalancingErrors::noGroup);
  }

  RuleState rule(String arn) {
    for (var listener : state.listeners.values()) {
      if (listener.defaultRuleArn.equals(arn)) {
        throw BalancingErrors.defaultRule(arn);
      }
    }
    return found(arn == null ? null : state.rules.get(arn), BalancingErrors::noRule);
  }

  ListenerState listener(String arn) {
    return found(arn == null ? null : state.listeners.get(arn), BalancingErrors::noListener);
  }

  private static <T> T found(T thing, Supplier<RuntimeException> missing) {
    if (thing == null) {
      throw missing.get();
    }
    return thing;
  }

  static <T> Pages<T> page(List<T> all, String marker, Integer size) {
    if (size != null && (size < 1 || size > MOST_A_PAGE)) {
      throw BalancingErrors.validation("Page size '" + size + "' must be between 1 and 400");
    }
    return Pages.of(
        all, marker, size, MOST_A_PAGE, () -> BalancingErrors.validation("Invalid marker"));
  }
}
