package io.slipway.domain;

import java.util.Optional;

/** Text that a caller may write freely, as far as it is safe to show and to hand to AWS. */
public final class FreeText {

  /** How CloudFormation is told to read a secret; nobody but a template may say it. */
  private static final String DYNAMIC_REFERENCE = "{{resolve:";

  private FreeText() {}

  /**
   * {@code value}, where it may be used.
   *
   * @param field its name, for the message
   * @param longest the most UTF-16 characters it may have
   * @throws Rejected 400 where it is longer, has control characters or unpaired surrogates, or
   *     would make CloudFormation look something up
   */
  public static String checked(String field, String value, int longest) {
    fault(value, longest)
        .ifPresent(
            why -> {
              throw Rejected.invalid(field, why);
            });
    return value;
  }

  /** Why {@code value} may not be used, empty where it may; {@link #checked} without a field. */
  public static Optional<String> fault(String value, int longest) {
    if (value.length() > longest) {
      return Optional.of(
          "at most " + longest + " characters are allowed, but got " + value.length());
    }
    if (!value.codePoints().allMatch(Quoted::printable)) {
      return Optional.of("no control characters are allowed, but got " + Quoted.of(value));
    }
    if (value.contains(DYNAMIC_REFERENCE)) {
      return Optional.of("'" + DYNAMIC_REFERENCE + "' is not allowed, but got " + Quoted.of(value));
    }
    return Optional.empty();
  }
}
