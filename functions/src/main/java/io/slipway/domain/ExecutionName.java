package io.slipway.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The names of the executions that an operation has besides the one that bears its id. */
public final class ExecutionName {

  private static final int LONGEST = 80;

  private ExecutionName() {}

  /**
   * The id and {@code suffix}; a digest stands in for an id that is too long for that.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html">
   *     StartExecution: names have 80 characters at most</a>
   */
  public static String of(String operationId, String suffix) {
    return operationId.length() + suffix.length() <= LONGEST
        ? operationId + suffix
        : digest(operationId) + suffix;
  }

  private static String digest(String operationId) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(hash.digest(operationId.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
