package io.slipway.local.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DuplicateTargetGroupNameException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ElasticLoadBalancingV2Exception;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.PriorityInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ResourceInUseException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupTuple;

@SuppressWarnings("unchecked") // the SDK's builders take varargs of a generic type
class LoadBalancerCallsTest {

  private final Scene scene = new Scene();
  private final ElasticLoadBalancingV2Client elb = scene.account.loadBalancers();

  LoadBalancerCallsTest() {
    scene.group("prod1");
    scene.group("prod2");
    scene.rule(100, 0);
  }

  private static String code(Throwable error) {
    return ((AwsServiceException) error).awsErrorDetails().errorCode();
  }

  @Test
  void modifyRuleReplacesAllActions() {
    elb.modifyRule(
        r ->
            r.ruleArn(scene.ruleArn)
                .actions(
                    Action.builder()
                        .type("forward")
                        .targetGroupArn(scene.groups.get("prod2"))
                        .build()));

    var action =
        elb.describeRules(r -> r.ruleArns(scene.ruleArn)).rules().getFirst().actions().getFirst();
    assertThat(action.targetGroupArn()).isEqualTo(scene.groups.get("prod2"));
    assertThat(action.forwardConfig().targetGroups())
        .extracting(TargetGroupTuple::targetGroupArn, TargetGroupTuple::weight)
        .containsExactly(tuple(scene.groups.get("prod2"), 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1000})
  void aWeightIsFrom0To999(int weight) {
    assertThatThrownBy(() -> scene.weights(weight, 1))
        .isInstanceOf(ElasticLoadBalancingV2Exception.class)
        .satisfies(e -> assertThat(code(e)).isEqualTo("ValidationError"));
  }

  @Test
  void aRuleOrGroupThatIsNotThereIsNotFound() {
    assertThatThrownBy(
            () -> elb.describeRules(r -> r.ruleArns(scene.ruleArn.replaceAll("..$", "xx"))))
        .isInstanceOf(RuleNotFoundException.class)
        .satisfies(e -> assertThat(code(e)).isEqualTo("RuleNotFound"));
    assertThatThrownBy(
            () ->
                elb.modifyRule(
                    r ->
                        r.ruleArn(scene.ruleArn)
                            .actions(
                                a ->
                                    a.type("forward")
                                        .targetGroupArn(
                                            scene.groups.get("prod1").replaceAll("..$", "xx")))))
        .isInstanceOf(TargetGroupNotFoundException.class);
  }

  @Test
  void aPriorityBelongsToOneRuleOfAListener() {
    assertThatThrownBy(() -> scene.rule(100, 0)).isInstanceOf(PriorityInUseException.class);
  }

  @Test
  void aGroupInUseCannotBeDeletedAndOneThatIsGoneCan() {
    var arn = scene.groups.get("prod1");
    assertThatThrownBy(() -> elb.deleteTargetGroup(r -> r.targetGroupArn(arn)))
        .isInstanceOf(ResourceInUseException.class);

    elb.deleteRule(r -> r.ruleArn(scene.ruleArn));
    elb.deleteTargetGroup(r -> r.targetGroupArn(arn));
    elb.deleteTargetGroup(r -> r.targetGroupArn(arn));

    assertThatThrownBy(() -> elb.describeTargetHealth(r -> r.targetGroupArn(arn)))
        .isInstanceOf(TargetGroupNotFoundException.class);
  }

  @Test
  void aGroupOfTheSameNameIsTheSameOnlyWithTheSameSettings() {
    assertThat(scene.group("prod1")).isEqualTo(scene.groups.get("prod1"));
    assertThatThrownBy(
            () ->
                elb.createTargetGroup(
                    r -> r.name("shop-prod1").protocol("HTTP").port(81).vpcId("vpc-1")))
        .isInstanceOf(DuplicateTargetGroupNameException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-begins", "ends-", "under_score", "a-name-that-is-one-longer-than-32-xxx"})
  void aGroupsNameIsRefused(String name) {
    assertThatThrownBy(
            () -> elb.createTargetGroup(r -> r.name(name).protocol("HTTP").port(80).vpcId("vpc-1")))
        .satisfies(e -> assertThat(code(e)).isEqualTo("ValidationError"));
  }

  @Test
  void rulesComeInPagesByPriorityAndTheDefaultLast() {
    for (int priority : List.of(30, 20)) {
      elb.createRule(
          r ->
              r.listenerArn(scene.listenerArn)
                  .priority(priority)
                  .conditions(c -> c.field("host-header").values("p" + priority + ".example.com"))
                  .actions(a -> a.type("forward").targetGroupArn(scene.groups.get("prod1"))));
    }

    var pages =
        elb.describeRulesPaginator(r -> r.listenerArn(scene.listenerArn).pageSize(1)).stream()
            .toList();

    assertThat(pages).hasSize(4);
    assertThat(pages)
        .flatExtracting(page -> page.rules())
        .extracting(rule -> rule.priority())
        .containsExactly("10", "20", "30", "default");
  }

  @Test
  void aGroupTellsTheBalancerItIsAttachedTo() {
    scene.group("spare");

    assertThat(elb.describeTargetGroups(r -> r.names("shop-prod1")).targetGroups())
        .singleElement()
        .satisfies(group -> assertThat(group.loadBalancerArns()).hasSize(1));
    assertThat(elb.describeTargetGroups(r -> r.names("shop-spare")).targetGroups())
        .singleElement()
        .satisfies(group -> assertThat(group.loadBalancerArns()).isEmpty());
  }

  @Test
  void namesHaveAwssForms() {
    var id = "[0-9a-f]{16}";
    var own = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:";
    assertThat(scene.groups.get("prod1")).matches(own + "targetgroup/shop-prod1/" + id);
    assertThat(scene.listenerArn).matches(own + "listener/app/production/" + id + "/" + id);
    assertThat(scene.ruleArn)
        .matches(own + "listener-rule/app/production/" + id + "/" + id + "/" + id);
  }
}
