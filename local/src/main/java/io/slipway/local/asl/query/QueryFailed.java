package io.slipway.local.asl.query;

/**
 * An expression could not be evaluated. The message is the second half of Step Functions' sentence
 * on it: {@code threw an error during evaluation. T2001: The left side …}.
 */
public final class QueryFailed extends RuntimeException {

  QueryFailed(String message) {
    super(message);
  }
}
