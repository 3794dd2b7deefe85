package io.slipway.domain;

/**
 * AWS refused a call for a reason that trying again does not change: permissions, quotas, invalid
 * values.
 */
public final class AwsRefused extends RuntimeException {

  /** Without a cause, where that might say too much. */
  public AwsRefused(String message) {
    super(message);
  }

  public AwsRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
