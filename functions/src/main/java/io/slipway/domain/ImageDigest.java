package io.slipway.domain;

import java.util.regex.Pattern;

/** The digest that names an image for good: {@code sha256:} and 64 hexadecimal digits. */
public record ImageDigest(String value) {

  private static final Pattern ALLOWED = Pattern.compile("sha256:[0-9a-f]{64}");

  public ImageDigest {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException("not an image digest: " + Quoted.of(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
