package io.slipway.domain;

import java.util.regex.Pattern;

/** The full name of a commit: 40 hexadecimal digits, or 64 in a repository that uses SHA-256. */
public record CommitId(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final int SHORT = 12;

  public CommitId {
    if (!isOne(value)) {
      throw Rejected.invalid(
          "commit", "40 (or 64) hexadecimal digits are allowed, but got " + Quoted.of(value));
    }
  }

  /** Whether {@code text} is the full name of a commit. */
  public static boolean isOne(String text) {
    return ALLOWED.matcher(text).matches();
  }

  /** Its first digits, for people. */
  public String abbreviated() {
    return value.substring(0, SHORT);
  }

  @Override
  public String toString() {
    return value;
  }
}
