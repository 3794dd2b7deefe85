package io.slipway.spec.shape;

import io.slipway.domain.Quoted;

/** Names places in a document: {@code services.web.containers[0].name}. */
public final class Paths {

  private static final int LONGEST = 64;

  private Paths() {}

  /** A key of the object at {@code path}; the document itself is the empty path. */
  public static String key(String path, String key) {
    var shown = isPlain(key) ? key : Quoted.of(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** Of letters, digits, hyphens and underscores. */
  private static boolean isPlain(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!plain) {
        return false;
      }
    }
    return !key.isEmpty() && key.length() <= LONGEST;
  }

  /** An item of the list at {@code path}. */
  public static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
