package io.slipway.aws;

import io.slipway.domain.AwsRefused;
import io.slipway.domain.RetryLater;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Turns what the SDK throws into errors of the domain: one table for all services.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/CommonErrors.html">errors
 *     that every service has</a>
 */
final class AwsErrors {

  private static final int SERVER_ERROR = 500;
  private static final Set<String> TRANSIENT =
      Set.of(
          "InternalFailure",
          "RequestExpired",
          "RequestLimitExceeded",
          "ServiceUnavailable",
          "ServerException",
          "TooManyRequestsException",
          "UpdateInProgressException");

  private AwsErrors() {}

  /**
   * Makes a call.
   *
   * @param doing what the call does, for the message: {@code "read the rule arn:…"}
   * @throws RetryLater where the same call may succeed later
   * @throws AwsRefused where it will not
   */
  static <T> T calling(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      throw translated(doing, e);
    } catch (SdkClientException e) {
      throw new RetryLater("cannot " + doing + ": " + e.getMessage(), e);
    }
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
