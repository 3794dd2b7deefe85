package io.slipway.store;

import io.slipway.domain.Rejected;
import io.slipway.runtime.HmacSha256;
import io.slipway.runtime.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A caller's promise that requests with this key are one request.
 *
 * <p>Neither the key nor the body is kept. The body's digest is keyed with the header, which only
 * the caller has: whoever reads the table cannot try out bodies against it, as long as the header
 * cannot be guessed.
 *
 * @param keyHash of the key, the route and the caller
 * @param bodyHash of the body, to notice another request under the same key
 */
public record IdempotencyKey(String keyHash, String bodyHash) {

  private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /** As long as 122 random bits are in the shortest usual notation: a UUID has more. */
  private static final int UNGUESSABLE = 20;

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
    var key = (route + "\n" + caller + "\n" + header).getBytes(StandardCharsets.UTF_8);
    return new IdempotencyKey(
        Sha256.hex(key),
        HexFormat.of().formatHex(HmacSha256.of(header.getBytes(StandardCharsets.US_ASCII), body)));
  }

  /**
   * The key of a request whose body has secrets: one that nobody can guess.
   *
   * @throws Rejected 400 where it has fewer than 20 characters, or is not as {@link #of} wants it
   */
  public static IdempotencyKey ofSecrets(String header, String route, String caller, byte[] body) {
    if (header.length() < UNGUESSABLE) {
      throw Rejected.invalid(
          "Idempotency-Key",
          "at least "
              + UNGUESSABLE
              + " characters are allowed here, since it keeps secret what is remembered of the"
              + " values; take a new UUID");
    }
    return of(header, route, caller, body);
  }

  /** The key of what is remembered of the first request. */
  Row row() {
    return Row.key("IDEMPOTENCY#" + keyHash, "IDEMPOTENCY");
  }
}
