package io.slipway.local.account.formation.types;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sns.SnsClient;

/** {@code AWS::SNS::Subscription}. {@code Ref} is its ARN. */
final class SubscriptionType extends DeclaredType {

  private final SnsClient sns;

  SubscriptionType(SnsClient sns) {
    super(
        "AWS::SNS::Subscription",
        new Schema(
            Set.of("TopicArn", "Protocol", "Endpoint"),
            Set.of("TopicArn", "Protocol"),
            Set.of("Arn")),
        Duration.ofSeconds(1));
    this.sns = sns;
  }

  @Override
  public Made create(Order order) {
    var properties = order.properties();
    var arn =
        sns.subscribe(
                request ->
                    request
                        .topicArn(properties.get("TopicArn").asText())
                        .protocol(properties.get("Protocol").asText())
                        .endpoint(properties.path("Endpoint").asText(null))
                        .returnSubscriptionArn(true))
            .subscriptionArn();
    return new Made(arn, Map.of("Arn", arn));
  }

  @Override
  public void delete(Existing resource) {
    sns.unsubscribe(request -> request.subscriptionArn(resource.physicalId()));
  }
}
