package io.slipway.runtime;

import io.slipway.domain.AwsRefused;
import io.slipway.domain.RetryLater;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Turns what the SDK throws into errors of the domain: one table for all services.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html">errors
 *     that every service has</a>
 */
public final class SdkErrors {

  private static final int SERVER_ERROR = 500;
  private static final Set<String> TRANSIENT =
      Set.of(
          "InternalFailure",
          "PriorRequestNotComplete",
          "RequestExpired",
          "RequestLimitExceeded",
          "ServiceUnavailable",
          "ServerException",
          "TooManyRequestsException",
          "UpdateInProgressException");

  private SdkErrors() {}

  /**
   * The error of the domain: {@link RetryLater} where the same call may succeed later, {@link
   * AwsRefused} where it will not. A call without an answer may have had its effect.
   *
   * @param doing what was to be done, for the message: {@code "read the rule arn:…"}
   */
  public static RuntimeException translated(String doing, SdkException e) {
    return e instanceof AwsServiceException answered
        ? translated(doing, answered)
        : new RetryLater("cannot " + doing + ": " + e.getMessage(), e);
  }

  private static RuntimeException translated(String doing, AwsServiceException e) {
    var details = e.awsErrorDetails();
    var code = details == null ? "" : String.valueOf(details.errorCode());
    var reason = details == null ? e.getMessage() : details.errorMessage();
    var message = "cannot " + doing + ": " + reason + (code.isEmpty() ? "" : " (" + code + ")");
    boolean mayPass =
        e.isThrottlingException()
            || e.isClockSkewException()
            || e.statusCode() >= SERVER_ERROR
            || TRANSIENT.contains(code);
    return mayPass ? new RetryLater(message, e) : new AwsRefused(message, e);
  }
}
