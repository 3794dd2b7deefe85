package io.slipway.spec.rules;

import io.slipway.spec.Notifications;
import io.slipway.spec.shape.Said;
import java.util.Optional;

/** Which topics can be told how a release ended: those that the installation may publish to. */
public final class NotificationRules {

  private static final String ANY = "*";

  private NotificationRules() {}

  /**
   * Checks the topics of a specification.
   *
   * @param allowed an ARN; {@code *} at its end stands for anything
   */
  public static void check(Notifications notifications, String allowed, Said problems) {
    check("onSuccess", notifications.onSuccess(), allowed, problems);
    check("onFail", notifications.onFail(), allowed, problems);
  }

  private static void check(String key, Optional<String> topic, String allowed, Said problems) {
    topic
        .filter(arn -> !covers(allowed, arn))
        .ifPresent(
            arn ->
                problems.add(
                    "release.notifications." + key,
                    allowed
                        + " is allowed in this installation (notificationtopics in parameters.yml),"
                        + " but got "
                        + arn));
  }

  private static boolean covers(String allowed, String arn) {
    return allowed.endsWith(ANY)
        ? arn.startsWith(allowed.substring(0, allowed.length() - 1))
        : arn.equals(allowed);
  }
}
