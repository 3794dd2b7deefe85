package io.slipway.domain;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The executions that put an operation back: three, should the ones before be stopped or fail, and
 * three more each time that a person resumes it.
 *
 * @param first of those that may be made now, from 1
 */
public record RecoveryAttempts(int first) {

  private static final int AT_MOST = 3;

  /** Those of an operation that nobody has resumed. */
  public static final RecoveryAttempts INITIAL = new RecoveryAttempts(1);

  public RecoveryAttempts {
    if (first < 1) {
      throw new IllegalArgumentException("attempts count from 1, but got " + first);
    }
  }

  /** Their numbers, in order. */
  public List<Integer> numbers() {
    return IntStream.range(first, first + AT_MOST).boxed().toList();
  }

  /** Those after these. */
  public RecoveryAttempts next() {
    return new RecoveryAttempts(first + AT_MOST);
  }

  /**
   * The name of an execution: the same for the same attempt, so that there is one at most. The
   * first bears the operation's id.
   */
  public static String name(String operationId, int attempt) {
    return attempt == 1 ? operationId : ExecutionName.of(operationId, "-r" + attempt);
  }
}
