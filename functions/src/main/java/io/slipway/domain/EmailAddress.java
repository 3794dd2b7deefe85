package io.slipway.domain;

import java.util.regex.Pattern;

/** The rule for e-mail addresses in requests. */
public final class EmailAddress {

  private static final int LONGEST = 254;

  /** The form that browsers hold an address against, with a dot in its domain. */
  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
              + "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+"
              + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

  private EmailAddress() {}

  /**
   * The address.
   *
   * @param field where it stands, for the message
   * @throws Rejected 400 where it is none
   */
  public static String checked(String field, String address) {
    FreeText.checked(field, address, LONGEST);
    if (!FORM.matcher(address).matches()) {
      throw Rejected.invalid(
          field, "an address such as team@example.com is allowed, but got " + Quoted.of(address));
    }
    return address;
  }
}
