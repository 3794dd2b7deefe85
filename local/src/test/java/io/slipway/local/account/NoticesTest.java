package io.slipway.local.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.slipway.local.account.kernel.AccountEvent;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

class NoticesTest {

  private static final String SERVICE = "service/production/shop-prod1";

  private final Scene scene = new Scene().live();
  private final ApplicationAutoScalingClient scaling = scene.account.scaling();

  @Test
  void aMessageReachesWhoIsSubscribed() {
    var sns = scene.account.sns();
    var topic = sns.createTopic(r -> r.name("slipway-shop-dev")).topicArn();
    sns.subscribe(r -> r.topicArn(topic).protocol("email").endpoint("team@example.com"));

    sns.publish(r -> r.topicArn(topic).subject("Deployed").message("shop 2.0.1 is live"));

    assertThat(scene.account.messages())
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.subject()).isEqualTo("Deployed");
              assertThat(message.message()).isEqualTo("shop 2.0.1 is live");
              assertThat(message.receivers()).containsExactly("team@example.com");
            });
    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(topic + "x").message("lost")))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(topic).subject("two\nlines").message("x")))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void onlyTheLastThousandMessagesAreKept() {
    var sns = scene.account.sns();
    var topic = sns.createTopic(r -> r.name("busy")).topicArn();

    for (int i = 0; i < 1_010; i++) {
      var text = "message " + i;
      sns.publish(r -> r.topicArn(topic).message(text));
    }

    assertThat(scene.account.messages()).hasSize(1_000);
    assertThat(scene.account.messages().getLast().message()).isEqualTo("message 1009");
  }

  @Test
  void anAlarmKeepsItsStateAndTellsWhenItChanges() {
    var watch = scene.account.cloudWatch();
    scene.events.clear();
    watch.putMetricAlarm(
        r ->
            r.alarmName("shop-errors")
                .comparisonOperator("GreaterThanThreshold")
                .evaluationPeriods(1)
                .threshold(1.0));
    watch.setAlarmState(r -> r.alarmName("shop-errors").stateValue("OK").stateReason("calm"));
    watch.setAlarmState(r -> r.alarmName("shop-errors").stateValue("ALARM").stateReason("fire"));
    watch.setAlarmState(r -> r.alarmName("shop-errors").stateValue("ALARM").stateReason("more"));
    scene.run(1);

    assertThat(watch.describeAlarms(r -> r.alarmNamePrefix("shop-")).metricAlarms())
        .extracting(MetricAlarm::stateValueAsString, MetricAlarm::stateReason)
        .containsExactly(tuple("ALARM", "more"));
    assertThat(scene.events)
        .extracting(AccountEvent::detailType, event -> event.detail().at("/state/value").asText())
        .containsExactly(
            tuple("CloudWatch Alarm State Change", "OK"),
            tuple("CloudWatch Alarm State Change", "ALARM"));
    assertThatThrownBy(
            () ->
                watch.setAlarmState(r -> r.alarmName("ghost").stateValue("OK").stateReason("none")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void registeringAScalableTargetBringsTheServiceIntoItsRange() {
    register(4, 10);
    assertThat(scene.service("prod1").desiredCount()).isEqualTo(4);

    register(1, 3);
    assertThat(scene.service("prod1").desiredCount()).isEqualTo(3);
    assertThat(
            scaling
                .describeScalableTargets(r -> r.serviceNamespace("ecs").resourceIds(SERVICE))
                .scalableTargets())
        .singleElement()
        .satisfies(target -> assertThat(target.maxCapacity()).isEqualTo(3));
  }

  @Test
  void aScalableTargetNeedsARangeAndAService() {
    assertThatThrownBy(() -> register(5, 3)).isInstanceOf(ValidationException.class);
    assertThatThrownBy(
            () ->
                scaling.registerScalableTarget(
                    r ->
                        r.serviceNamespace("ecs")
                            .scalableDimension("ecs:service:DesiredCount")
                            .resourceId("service/production/ghost")
                            .minCapacity(1)
                            .maxCapacity(2)))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(
            () ->
                scaling.deregisterScalableTarget(
                    r ->
                        r.serviceNamespace("ecs")
                            .scalableDimension("ecs:service:DesiredCount")
                            .resourceId(SERVICE)))
        .isInstanceOf(ObjectNotFoundException.class);
  }

  private void register(int least, int most) {
    scaling.registerScalableTarget(
        r ->
            r.serviceNamespace("ecs")
                .scalableDimension("ecs:service:DesiredCount")
                .resourceId(SERVICE)
                .minCapacity(least)
                .maxCapacity(most));
  }
}
