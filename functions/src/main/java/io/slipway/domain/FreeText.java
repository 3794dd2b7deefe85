package io.slipway.domain;

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
    if (value.length() > longest) {
      throw Rejected.invalid(
          field, "at most " + longest + " characters are allowed, but got " + value.length());
    }
    if (!value.codePoints().allMatch(Quoted::printable)) {
      throw Rejected.invalid(
          field, "no control characters are allowed, but got " + Quoted.of(value));
    }
    if (value.contains(DYNAMIC_REFERENCE)) {
      throw Rejected.invalid(
          field, "'" + DYNAMIC_REFERENCE + "' is not allowed, but got " + Quoted.of(value));
    }
    return value;
  }
}
