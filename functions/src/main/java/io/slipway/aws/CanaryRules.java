package io.slipway.aws;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.CanaryRoute;
import io.slipway.domain.CanaryRule;
import io.slipway.domain.RetryLater;
import io.slipway.domain.TrafficChanged;
import io.slipway.runtime.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PriorityInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TooManyRulesException;

/**
 * Makes and removes the listener rules of canaries, and finds them by the tag with their operation.
 *
 * <p>CreateRule knows no token: what makes it safe to repeat is that a listener has one rule of a
 * priority, and that the priority of a canary's rule is known before it is made.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html">
 *     CreateRule: PriorityInUse, TooManyRules</a>
 */
public final class CanaryRules {

  /** The tag that tells these rules from those of stacks; policies go by it. */
  public static final String PURPOSE = "slipway:purpose";

  /** Its value. */
  public static final String CANARY = "canary";

  private static final int ALL = 100;

  /** The most resources that DescribeTags takes. */
  private static final int BATCH = 20;

  private final ElasticLoadBalancingV2Client loadBalancing;
  private final Listeners listeners;

  public CanaryRules(Platform platform) {
    this.loadBalancing = platform.loadBalancing();
    this.listeners = new Listeners(platform);
  }

  /** The ARNs of the rules that an operation has made and that are still there; one at most. */
  public List<String> of(CanaryRule wanted, String operationId) {
    return made(listeners.rules(wanted.listener()), wanted, operationId);
  }

  /**
   * Makes the rule, or finds that it has been made.
   *
   * @return its ARN
   * @throws TrafficChanged where somebody else's rule has the priority
   * @throws RetryLater where it is not known yet whether it is there
   */
  public String add(CanaryRule wanted, ApplicationName application, String operationId) {
    var rules = listeners.rules(wanted.listener());
    var made = made(rules, wanted, operationId);
    if (!made.isEmpty()) {
      return made.getFirst();
    }
    if (rules.stream().anyMatch(rule -> hasPriority(rule, wanted))) {
      throw new TrafficChanged(
          "the listener has a rule of priority "
              + wanted.priority()
              + " already, which this operation has not made; it is left alone");
    }
    var unused = create(wanted, application, operationId);
    return of(wanted, operationId).stream()
        .findFirst()
        .orElseThrow(() -> new RetryLater("the rule was made and is not to be seen yet"));
  }

  /**
   * Removes the rule wherever it is.
   *
   * @throws RetryLater where it is still there
   */
  public void remove(CanaryRule wanted, String operationId) {
    for (var rule : of(wanted, operationId)) {
      AwsErrors.calling(
          "delete the listener rule " + rule,
          () -> {
            try {
              return loadBalancing.deleteRule(request -> request.ruleArn(rule));
            } catch (RuleNotFoundException e) {
              return null; // another run of the same step was faster
            }
          });
    }
    if (!of(wanted, operationId).isEmpty()) {
      throw new RetryLater("the rule of the canary was deleted and is still to be seen");
    }
  }

  private String create(CanaryRule wanted, ApplicationName application, String operationId) {
    var doing = "create a listener rule";
    return AwsErrors.calling(
        doing,
        () -> {
          try {
            return loadBalancing
                .createRule(
                    request ->
                        request
                            .listenerArn(wanted.listener())
                            .priority(wanted.priority())
                            .conditions(conditions(wanted))
                            .actions(forward(wanted.targetGroup()))
                            .tags(
                                tag(Stack.APPLICATION, application.value()),
                                tag(Stack.OPERATION, operationId),
                                tag(PURPOSE, CANARY)))
                .rules()
                .getFirst()
                .ruleArn();
          } catch (PriorityInUseException e) {
            throw new RetryLater("cannot " + doing + ": another call may have just made it", e);
          } catch (TooManyRulesException e) {
            throw new AwsRefused(
                "cannot "
                    + doing
                    + ": the load balancer has as many rules as its quota allows (100 unless"
                    + " raised); go without a route, delete an application, or raise 'Rules per"
                    + " Application Load Balancer' in Service Quotas",
                e);
          }
        });
  }

  /** Looked for where it may be: at its priority, or where somebody has moved it to. */
  private List<String> made(List<Rule> rules, CanaryRule wanted, String operationId) {
    var candidates =
        rules.stream()
            .filter(rule -> hasPriority(rule, wanted) || leadsTo(rule, wanted.targetGroup()))
            .map(Rule::ruleArn)
            .toList();
    var found = new ArrayList<String>();
    for (int from = 0; from < candidates.size(); from += BATCH) {
      var batch = candidates.subList(from, Math.min(from + BATCH, candidates.size()));
      tags(batch).stream()
          .filter(told -> isOf(told, operationId))
          .map(TagDescription::resourceArn)
          .forEach(found::add);
    }
    return List.copyOf(found);
  }

  private List<TagDescription> tags(List<String> rules) {
    return AwsErrors.calling(
        "read the tags of " + rules,
        () -> {
          try {
            return loadBalancing
                .describeTags(request -> request.resourceArns(rules))
                .tagDescriptions();
          } catch (RuleNotFoundException e) {
            throw new RetryLater("a listener rule has gone while its tags were read", e);
          }
        });
  }

  private static boolean isOf(TagDescription told, String operationId) {
    return has(told, Stack.OPERATION, operationId) && has(told, PURPOSE, CANARY);
  }

  private static boolean has(TagDescription told, String key, String value) {
    return told.tags().stream().anyMatch(tag -> key.equals(tag.key()) && value.equals(tag.value()));
  }

  private static boolean hasPriority(Rule rule, CanaryRule wanted) {
    return String.valueOf(wanted.priority()).equals(rule.priority());
  }

  private static boolean leadsTo(Rule rule, String targetGroup) {
    return AlbRouter.forwarded(rule.actions())
        .filter(weights -> weights.byGroup().keySet().equals(Set.of(targetGroup)))
        .isPresent();
  }

  private static List<RuleCondition> conditions(CanaryRule wanted) {
    return List.of(
        RuleCondition.builder()
            .field("host-header")
            .hostHeaderConfig(config -> config.values(wanted.hosts()))
            .build(),
        condition(wanted.route()));
  }

  private static RuleCondition condition(CanaryRoute route) {
    var condition = RuleCondition.builder().field("http-header");
    return route
        .header()
        .map(
            header ->
                condition.httpHeaderConfig(
                    config -> config.httpHeaderName(header.name()).values(header.values())))
        .orElseGet(
            () ->
                condition.httpHeaderConfig(
                    config ->
                        config
                            .httpHeaderName("Cookie")
                            .regexValues(route.cookie().orElseThrow().pattern())))
        .build();
  }

  private static Action forward(String targetGroup) {
    var all = TargetGroupTuple.builder().targetGroupArn(targetGroup).weight(ALL).build();
    return Action.builder()
        .type(ActionTypeEnum.FORWARD)
        .forwardConfig(config -> config.targetGroups(all))
        .build();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
