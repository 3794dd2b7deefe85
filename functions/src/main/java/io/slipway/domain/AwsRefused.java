package io.slipway.domain;

/**
 * AWS refused a call for a reason that trying again does not change: permissions, quotas, invalid
 * values.
 */
public final class AwsRefused extends RuntimeException {

  public AwsRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
