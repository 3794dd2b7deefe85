package io.slipway.aws;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.runtime.Platform;
import software.amazon.awssdk.services.sns.SnsClient;
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
    var topic = prefix + application + "-" + environment;
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
}
