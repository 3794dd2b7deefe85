package io.slipway.operation;

import io.slipway.aws.Listeners;
import io.slipway.runtime.Installation;
import io.slipway.runtime.Platform;
import io.slipway.spec.render.RenderedTemplate;
import io.slipway.store.RulePriorities;
import java.util.HashSet;
import java.util.Map;

/**
 * The priorities of the rules that a stack has on the shared listener: those that they have; where
 * there are other rules, all get other ones, since two rules never have the same, not even while
 * CloudFormation changes one after the other.
 */
public final class StackPriorities {

  private final RulePriorities priorities;
  private final Listeners listeners;
  private final Installation installation;

  public StackPriorities(Platform platform) {
    this.priorities = new RulePriorities(platform);
    this.listeners = new Listeners(platform);
    this.installation = new Installation(platform.settings());
  }

  /**
   * The parameters that say them, taken for an operation.
   *
   * @return empty where the rules keep theirs
   */
  public Map<String, String> taken(
      StackUpdate update, RenderedTemplate rendered, String operationId) {
    if (areKept(update, rendered)) {
      return Map.of();
    }
    var listener = installation.listener(update.stack().environment());
    return rendered.prioritised(
        priorities.take(
            listener,
            update.priorityOwner(operationId),
            rendered.priorities().size(),
            listeners.priorities(listener)));
  }

  /** The same, as they would be taken now; takes none. */
  Map<String, String> foreseen(StackUpdate update, RenderedTemplate rendered) {
    if (areKept(update, rendered)) {
      return Map.of();
    }
    var listener = installation.listener(update.stack().environment());
    return rendered.prioritised(
        priorities.free(listener, rendered.priorities().size(), listeners.priorities(listener)));
  }

  private static boolean areKept(StackUpdate update, RenderedTemplate rendered) {
    var named = new HashSet<>(rendered.priorities());
    named.remove(RenderedTemplate.KEPT_FREE);
    return update.had().keySet().containsAll(named)
        && update.had().keySet().stream()
            .filter(name -> name.endsWith("Priority"))
            .allMatch(named::contains);
  }
}
