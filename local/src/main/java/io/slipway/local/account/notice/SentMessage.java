package io.slipway.local.account.notice;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A message that SNS has sent.
 *
 * @param subject null where there is none
 * @param receivers endpoints subscribed at that time, for example e-mail addresses
 */
public record SentMessage(
    String messageId,
    Instant time,
    String topicArn,
    String subject,
    String message,
    Map<String, String> attributes,
    List<String> receivers) {}
