package io.slipway.webhook;

import io.slipway.runtime.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * How GitHub signs: the body as it was sent, with the webhook's secret as it is.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">GitHub:
 *     validating webhook deliveries</a>
 */
final class GitHubSignature {

  static final String HEADER = "x-hub-signature-256";

  private static final String PREFIX = "sha256=";

  private GitHubSignature() {}

  /** What GitHub writes into the header. */
  static String of(byte[] body, byte[] key) {
    return PREFIX + HexFormat.of().formatHex(HmacSha256.of(key, body));
  }

  /** Whether {@code header} is what it must be; takes as long, whatever it is. */
  static boolean matches(String header, byte[] body, byte[] key) {
    return MessageDigest.isEqual(
        of(body, key).getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
  }
}
