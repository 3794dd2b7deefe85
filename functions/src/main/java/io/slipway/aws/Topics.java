package io.slipway.aws;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.Rejected;
import io.slipway.domain.ResourceMissing;
import io.slipway.domain.Subscriber;
import io.slipway.runtime.Platform;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** The topics of an application, one for each environment. */
public final class Topics {

  private final SnsClient sns;
  private final String prefix;

  public Topics(Platform platform) {
    this.sns = platform.sns();
    this.prefix = platform.settings().get("TOPIC_PREFIX");
  }

  /**
   * Sends a message to the subscribers of an environment.
   *
   * @param subject at most 100 ASCII characters, as SNS demands
   * @return whether there is such a topic
   */
  public boolean tell(
      ApplicationName application, Environment environment, String subject, String text) {
    return tell(arn(application, environment), subject, text);
  }

  /**
   * Sends a message to the subscribers of a topic, by its ARN.
   *
   * @param subject at most 100 ASCII characters, as SNS demands
   * @return whether there is such a topic
   */
  public boolean tell(String topic, String subject, String text) {
    return AwsErrors.calling(
        "publish to " + topic,
        () -> {
          try {
            sns.publish(request -> request.topicArn(topic).subject(subject).message(text));
            return true;
          } catch (NotFoundException e) {
            return false;
          }
        });
  }

  /**
   * A subscription.
   *
   * @param pending whether whoever it is has to confirm it before anything comes
   */
  public record Subscribed(String arn, boolean pending) {}

  /**
   * Has somebody told what is sent to an environment's topic; who is told already is left as it is.
   *
   * @throws ResourceMissing where there is no such topic
   */
  public Subscribed subscribe(
      ApplicationName application, Environment environment, Subscriber subscriber) {
    var topic = arn(application, environment);
    return AwsErrors.calling(
        "subscribe " + subscriber.told() + " to " + topic,
        () -> {
          try {
            var arn =
                sns.subscribe(
                        request ->
                            request
                                .topicArn(topic)
                                .protocol(subscriber.protocol().toString())
                                .endpoint(subscriber.endpoint())
                                .returnSubscriptionArn(true))
                    .subscriptionArn();
            return new Subscribed(arn, pending(arn));
          } catch (NotFoundException e) {
            throw new ResourceMissing("the topic " + topic + " does not exist (any more)");
          } catch (InvalidParameterException e) {
            throw Rejected.invalid("endpoint", e.awsErrorDetails().errorMessage());
          }
        });
  }

  private boolean pending(String subscription) {
    return "true"
        .equals(
            sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                .attributes()
                .get("PendingConfirmation"));
  }

  private String arn(ApplicationName application, Environment environment) {
    return prefix + application + "-" + environment;
  }
}
