package io.slipway.local.asl;

/** Execution Already Exists, as the service words it. */
public final class ExecutionExists extends RuntimeException {

  ExecutionExists(String arn) {
    super("Execution Already Exists: '" + arn + "'");
  }
}
