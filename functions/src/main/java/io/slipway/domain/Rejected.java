package io.slipway.domain;

/**
 * The caller's mistake: nothing was changed, and the same request would be refused again.
 *
 * <p>Reaches the caller of the API as {@code application/problem+json}; an execution started from
 * the console fails with it.
 */
public final class Rejected extends RuntimeException {

  private final int status;
  private final String code;

  /**
   * @param status the HTTP status, 400 to 499
   * @param code a short name that programs can compare, for example {@code unknown-application}
   * @param message what was wrong, where, and what is allowed
   */
  public Rejected(int status, String code, String message) {
    // expected, and shown to people as it is: where it was thrown would only be in their way
    super(message, null, false, false);
    if (status < 400 || status > 499) {
      throw new IllegalArgumentException("a rejection has a status of 4xx but got " + status);
    }
    this.status = status;
    this.code = code;
  }

  /** A value that is not allowed: 400. */
  public static Rejected invalid(String field, String message) {
    return new Rejected(400, "invalid-input", field + ": " + message);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
