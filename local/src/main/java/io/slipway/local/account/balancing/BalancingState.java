package io.slipway.local.account.balancing;

import io.slipway.local.account.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** All that the load balancers know, as plain data; each map by ARN. */
final class BalancingState {

  /** Rules of a load balancer, those by default not counted (quotas of the ALB user guide). */
  int mostRules = 100;

  Ids ids;
  NavigableMap<String, BalancerState> balancers = new TreeMap<>();
  NavigableMap<String, ListenerState> listeners = new TreeMap<>();
  NavigableMap<String, RuleState> rules = new TreeMap<>();
  NavigableMap<String, GroupState> groups = new TreeMap<>();

  /** A load balancer. */
  static final class BalancerState {
    LoadBalancer shape;
    List<Tag> tags = new ArrayList<>();
  }

  /** A listener; its default actions are in its shape. */
  static final class ListenerState {
    Listener shape;
    String defaultRuleArn;
    List<Tag> tags = new ArrayList<>();
  }

  /**
   * Actions that a rule had.
   *
   * @param until when the next ones took their place
   */
  record Replaced(List<Action> actions, Instant until) {}

  /** A rule other than the default, with the actions it had lately, the oldest first. */
  static final class RuleState {
    Rule shape;
    String listenerArn;
    List<Replaced> replaced = new ArrayList<>();
    List<Tag> tags = new ArrayList<>();

    int priority() {
      return Integer.parseInt(shape.priority());
    }
  }

  /** A target group with its targets. */
  static final class GroupState {
    TargetGroup shape;
    boolean attached;
    Map<String, String> attributes = new LinkedHashMap<>();
    List<TargetState> targets = new ArrayList<>();
    List<Tag> tags = new ArrayList<>();
  }

  /** How a target stands. */
  enum Standing {
    UNUSED,
    INITIAL,
    HEALTHY,
    UNHEALTHY,
    DRAINING
  }

  /**
   * A target. {@code nextCheck} is null where further checks would change nothing; {@code since} is
   * when the standing began.
   */
  static final class TargetState {
    String id;
    int port;
    Standing standing;
    Instant since;
    Instant nextCheck;
    int passes;
    int failures;
    int lastStatus;
  }
}
