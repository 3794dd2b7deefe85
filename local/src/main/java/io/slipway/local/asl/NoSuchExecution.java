package io.slipway.local.asl;

/** Execution Does Not Exist, as the service words it. */
public final class NoSuchExecution extends RuntimeException {

  NoSuchExecution(String arn) {
    super("Execution Does Not Exist: '" + arn + "'");
  }
}
