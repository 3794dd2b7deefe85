package io.slipway.spec.shape;

import io.slipway.domain.Quoted;
import java.util.regex.Pattern;

/** Names places in a document: {@code services.web.containers[0].name}. */
public final class Paths {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private Paths() {}

  /** A key of the object at {@code path}; the document itself is the empty path. */
  public static String key(String path, String key) {
    var shown = PLAIN.matcher(key).matches() ? key : Quoted.of(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** An item of the list at {@code path}. */
  public static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
