package io.slipway.store;

import io.slipway.domain.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A caller's promise that requests with this key are one request.
 *
 * @param keyHash of the key, the route and the caller
 * @param bodyHash of the body, to notice another request under the same key
 */
public record IdempotencyKey(String keyHash, String bodyHash) {

  private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /**
   * The key as it came in the header {@code Idempotency-Key}.
   *
   * @throws Rejected 400 where it is not 1 to 255 printable ASCII characters without spaces
   */
  public static IdempotencyKey of(String header, String route, String caller, byte[] body) {
    if (!ALLOWED.matcher(header).matches()) {
      throw Rejected.invalid(
          "Idempotency-Key", "1 to 255 printable ASCII characters without spaces are allowed");
    }
    return new IdempotencyKey(
        sha256((route + "\n" + caller + "\n" + header).getBytes(StandardCharsets.UTF_8)),
        sha256(body));
  }

  /** The key of what is remembered of the first request. */
  Row row() {
    return Row.key("IDEMPOTENCY#" + keyHash, "IDEMPOTENCY");
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
