package io.slipway.local.asl.query;

/**
 * An expression could not be evaluated. The message is the tail of the cause that Step Functions
 * reports: {@code . T2001: The left side …} for JSONata's coded errors, {@code : …} for the limits
 * of the service, which have no code.
 */
public final class QueryFailed extends RuntimeException {

  QueryFailed(String message) {
    super(message);
  }
}
