package io.slipway.flow.create;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes a second request for the same stack by the same operation the same request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html">
 *     ClientRequestToken: a letter or digit, then letters, digits and hyphens, 128 at most</a>
 */
final class LaunchToken {

  private LaunchToken() {}

  static String of(String operationId, String stack) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update((operationId + "\n" + stack).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
