package io.slipway.domain;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an application: keeps its case, is unique ignoring case.
 *
 * <p>Names of repositories, services, target groups and hosts derive from it. ECR and DNS allow no
 * hyphen at the end and ECR none after another, so neither does this.
 */
public record ApplicationName(String value) implements Comparable<ApplicationName> {

  /** The most characters a name may have. */
  public static final int LONGEST = 24;

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z](?:-?[A-Za-z0-9])*");

  public ApplicationName {
    check("applicationName", value);
  }

  /** The name that a caller wrote into {@code field}. */
  public static ApplicationName in(String field, String value) {
    check(field, value);
    return new ApplicationName(value);
  }

  private static void check(String field, String value) {
    if (value.length() > LONGEST || !ALLOWED.matcher(value).matches()) {
      throw Rejected.invalid(
          field,
          "a letter, then letters, digits and single hyphens between them, at most "
              + LONGEST
              + " characters, is allowed, but got "
              + Quoted.of(value));
    }
  }

  /** What is compared: the name in lower case. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(ApplicationName other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return value;
  }
}
