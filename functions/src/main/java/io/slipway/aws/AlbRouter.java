package io.slipway.aws;

import io.slipway.domain.ResourceMissing;
import io.slipway.domain.RetryLater;
import io.slipway.domain.TrafficChanged;
import io.slipway.domain.Weights;
import io.slipway.runtime.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

/**
 * Shares the requests of a host among target groups, by the weights of the host's listener rule.
 *
 * <p>ModifyRule replaces all actions and has no condition, so every change reads first, changes
 * only the weights of what it has read, and reads back.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ModifyRule.html">
 *     ModifyRule</a>
 */
public final class AlbRouter {

  /**
   * How long a load balancer's nodes may go on using weights that have been replaced. AWS gives no
   * figure; users report seconds, some up to a minute.
   */
  static final Duration PROPAGATION = Duration.ofSeconds(30);

  private final ElasticLoadBalancingV2Client loadBalancing;

  public AlbRouter(Platform platform) {
    this.loadBalancing = platform.loadBalancing();
  }

  /**
   * The weights that a rule has now.
   *
   * @throws ResourceMissing where there is no such rule, or it forwards nowhere
   */
  public Weights weights(String rule) {
    return weights(forward(rule, actions(rule)));
  }

  /**
   * Gives a rule other weights, by one change that leaves all else of the rule alone.
   *
   * @param expected the weights that were last written
   * @return whether there was something to change: not, where the weights are the wanted ones
   *     already, as after an answer that got lost
   * @throws TrafficChanged where the rule has neither the expected weights nor the wanted ones
   * @throws RetryLater where the change cannot be read back yet
   */
  public boolean shift(String rule, Weights expected, Weights wanted) {
    var actions = actions(rule);
    var forward = forward(rule, actions);
    var found = weights(forward);
    if (found.equals(wanted)) {
      return false;
    }
    if (!found.equals(expected)) {
      throw new TrafficChanged(
          "cannot shift traffic: the weights were last set to "
              + expected
              + ", but the load balancer has "
              + found
              + "; somebody else has changed them, so they are left alone");
    }
    var changed =
        actions.stream()
            .map(action -> action.equals(forward) ? weighted(forward, wanted) : kept(action))
            .toList();
    AwsErrors.calling(
        "set the weights of " + rule,
        () -> loadBalancing.modifyRule(request -> request.ruleArn(rule).actions(changed)));
    var readBack = weights(rule);
    if (!readBack.equals(wanted)) {
      throw new RetryLater(
          "the weights were set to " + wanted + ", but " + readBack + " is read back");
    }
    return true;
  }

  private List<Action> actions(String rule) {
    return AwsErrors.calling("read the listener rule " + rule, () -> read(rule)).actions();
  }

  private Rule read(String rule) {
    try {
      return loadBalancing.describeRules(request -> request.ruleArns(rule)).rules().stream()
          .findFirst()
          .orElseThrow(() -> missing(rule));
    } catch (RuleNotFoundException e) {
      throw missing(rule);
    }
  }

  private static ResourceMissing missing(String rule) {
    return new ResourceMissing("the listener rule " + rule + " does not exist");
  }

  private static Action forward(String rule, List<Action> actions) {
    return actions.stream()
        .filter(action -> action.type() == ActionTypeEnum.FORWARD)
        .findFirst()
        .orElseThrow(
            () ->
                new ResourceMissing("the listener rule " + rule + " forwards to no target group"));
  }

  /** The weights that a rule's actions give; empty where they forward nowhere. */
  static Optional<Weights> forwarded(List<Action> actions) {
    return actions.stream()
        .filter(action -> action.type() == ActionTypeEnum.FORWARD)
        .findFirst()
        .map(AlbRouter::weights);
  }

  private static Weights weights(Action forward) {
    var byGroup = new TreeMap<String, Integer>();
    if (forward.forwardConfig() != null && forward.forwardConfig().hasTargetGroups()) {
      forward
          .forwardConfig()
          .targetGroups()
          .forEach(group -> byGroup.put(group.targetGroupArn(), weight(group)));
    } else if (forward.targetGroupArn() != null) {
      byGroup.put(forward.targetGroupArn(), 1);
    }
    return new Weights(byGroup);
  }

  /** A group that was given no weight has 1 (API reference, TargetGroupTuple). */
  private static int weight(TargetGroupTuple group) {
    return group.weight() == null ? 1 : group.weight();
  }

  /** The secret of a log-in is not given back, so a change has to say that it stays. */
  private static Action kept(Action action) {
    return action.authenticateOidcConfig() == null
        ? action
        : action.toBuilder()
            .authenticateOidcConfig(
                action.authenticateOidcConfig().toBuilder().useExistingClientSecret(true).build())
            .build();
  }

  private static Action weighted(Action forward, Weights wanted) {
    var groups =
        wanted.byGroup().entrySet().stream()
            .map(
                entry ->
                    TargetGroupTuple.builder()
                        .targetGroupArn(entry.getKey())
                        .weight(entry.getValue())
                        .build())
            .toList();
    return forward.toBuilder()
        .targetGroupArn(null)
        .forwardConfig(forward.forwardConfig().toBuilder().targetGroups(groups).build())
        .build();
  }
}
