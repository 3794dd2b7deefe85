package io.slipway.local.asl;

/** State Machine Does Not Exist, as the service words it. */
public final class NoSuchMachine extends RuntimeException {

  NoSuchMachine(String arn) {
    super("State Machine Does Not Exist: '" + arn + "'");
  }
}
