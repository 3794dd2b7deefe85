package io.slipway.local.data.memory;

import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** How old the answers are that eventually consistent reads get. */
@FunctionalInterface
public interface Staleness {

  /** The most writes that an answer may be behind. */
  int MOST = 100;

  /** Every answer is the newest. */
  Staleness NONE = request -> 0;

  /**
   * How many writes the answer to {@code request}, an eventually consistent read, is behind: 0 to
   * {@link #MOST}. Where there were fewer, the answer is as before the first.
   */
  int writesBehind(DynamoDbRequest request);
}
