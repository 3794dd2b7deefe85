package io.slipway.local.data.memory;

import java.util.Arrays;
import software.amazon.awssdk.core.SdkBytes;

/** Parts of binary values. */
final class Bytes {

  private Bytes() {}

  static boolean startsWith(SdkBytes whole, SdkBytes start) {
    return isAt(0, whole.asByteArrayUnsafe(), start.asByteArrayUnsafe());
  }

  static boolean contains(SdkBytes whole, SdkBytes part) {
    var bytes = whole.asByteArrayUnsafe();
    var wanted = part.asByteArrayUnsafe();
    for (int at = 0; at + wanted.length <= bytes.length; at++) {
      if (isAt(at, bytes, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(int at, byte[] whole, byte[] part) {
    return at + part.length <= whole.length
        && Arrays.equals(whole, at, at + part.length, part, 0, part.length);
  }
}
