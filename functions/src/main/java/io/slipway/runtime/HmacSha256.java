package io.slipway.runtime;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The authentication code that only who has a key can make. */
public final class HmacSha256 {

  private static final String NAME = "HmacSHA256";

  private HmacSha256() {}

  /**
   * The code of {@code parts}, one after the other.
   *
   * @param key not empty
   */
  public static byte[] of(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance(NAME);
      mac.init(new SecretKeySpec(key, NAME));
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
    }
  }
}
