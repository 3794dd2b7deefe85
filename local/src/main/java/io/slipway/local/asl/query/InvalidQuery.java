package io.slipway.local.asl.query;

/** An expression is not JSONata; the message is the parser's own, without its code. */
public final class InvalidQuery extends Exception {

  InvalidQuery(String message) {
    super(message);
  }
}
