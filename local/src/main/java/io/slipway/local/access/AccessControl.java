package io.slipway.local.access;

import io.slipway.local.account.Caller;
import io.slipway.local.account.Fault;
import io.slipway.local.account.kernel.AccountSettings;
import io.slipway.local.template.Permissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;

/** Refuses every call that the caller's policy does not allow; knows what was made use of. */
public final class AccessControl implements Fault {

  private final Demands demands;
  private final Map<String, Policy> policies = new ConcurrentHashMap<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final Set<Grant> used = ConcurrentHashMap.newKeySet();

  /**
   * @param repositoryTags the tags of a repository, by its name; empty where there is none
   * @param ruleTags the tags of a listener rule, by its ARN; empty where there is none
   * @param machineOfToken the ARN of the state machine that waits for a task token, if one does
   * @param rolesOf the roles of a task definition, by its ARN
   */
  public AccessControl(
      AccountSettings settings,
      Function<String, Map<String, String>> repositoryTags,
      Function<String, Map<String, String>> ruleTags,
      Function<String, Optional<String>> machineOfToken,
      Function<String, List<String>> rolesOf) {
    this.demands =
        new Demands(new Arns(settings), repositoryTags, ruleTags, machineOfToken, rolesOf);
  }

  /**
   * Gives a function or a state machine its permissions.
   *
   * @param holder as its calls name it: logical id of the function, name of the state machine
   */
  public void give(String holder, Permissions permissions) {
    policies.put(holder, Policy.of(holder, permissions));
  }

  /** Everything that policies allow. */
  public List<Grant> granted() {
    return policies.values().stream().flatMap(policy -> policy.grants().stream()).toList();
  }

  /** What of it calls have needed until now. */
  public Set<Grant> used() {
    return Set.copyOf(used);
  }

  /**
   * The calls that were refused, in words, the oldest first; without those about a resource that is
   * gone, and its tags with it.
   */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  @Override
  public void before(String service, String operation, Caller caller, SdkRequest request) {
    for (var demand : demands.of(request)) {
      var granted =
          Optional.ofNullable(policies.get(caller.function()))
              .flatMap(policy -> policy.granting(demand));
      if (granted.isEmpty()) {
        if (!demands.isAboutWhatIsGone(demand)) {
          refused.add(caller.function() + " may not " + demand);
        }
        throw Denied.of(request, service, caller.function(), demand);
      }
      used.add(granted.get());
    }
  }
}
