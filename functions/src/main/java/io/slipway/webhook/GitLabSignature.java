package io.slipway.webhook;

import io.slipway.runtime.Call;
import io.slipway.runtime.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * How GitLab signs, which is as Standard Webhooks has it: the message's id, its time and its body.
 *
 * @param id the message's, the same where it is sent again
 * @param timestamp seconds since 1970
 * @param signatures one or several with spaces between them, while the sender changes its secret
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 * @see <a href="https://docs.gitlab.com/user/project/integrations/webhooks/">GitLab: webhooks</a>
 */
record GitLabSignature(String id, String timestamp, String signatures) {

  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";

  private static final String VERSION = "v1,";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  /** More than any sender has secrets at a time. */
  private static final int MOST_SIGNATURES = 10;

  /** What a message has of it; what it lacks is empty, and matches nothing. */
  static GitLabSignature of(Call call) {
    return new GitLabSignature(
        call.header(ID).orElse(""),
        call.header(TIMESTAMP).orElse(""),
        call.header(SIGNATURE).orElse(""));
  }

  /** When the message was sent, as it says. */
  Instant sentAt() {
    return SECONDS.matcher(timestamp).matches()
        ? Instant.ofEpochSecond(Long.parseLong(timestamp))
        : Instant.EPOCH;
  }

  /**
   * Whether the message was sent just now, by its own word and a clock that may differ a little.
   */
  boolean isFresh(Instant now) {
    return Duration.between(sentAt(), now).abs().compareTo(TOLERANCE) <= 0;
  }

  /** What the sender writes into the header. */
  String expected(byte[] body, byte[] key) {
    var signed = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    var code = HmacSha256.of(key, signed, body);
    return VERSION + Base64.getEncoder().encodeToString(code);
  }

  /** Whether one of the signatures is what it must be; takes as long, whatever they are. */
  @SuppressWarnings("ShortCircuitBoolean")
  boolean matches(byte[] body, byte[] key) {
    var expected = expected(body, key).getBytes(StandardCharsets.UTF_8);
    boolean one = false;
    var all = signatures.split(" ", MOST_SIGNATURES + 1);
    for (int i = 0; i < Math.min(all.length, MOST_SIGNATURES); i++) {
      one |= MessageDigest.isEqual(expected, all[i].getBytes(StandardCharsets.UTF_8));
    }
    return one && !id.isEmpty();
  }
}
