package io.slipway.local.account.kernel;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Gives exceptions what the SDK would have read from the service's answer. */
public final class AwsErrors {

  private AwsErrors() {}

  /** An error of the caller: HTTP status 400. */
  public static AwsServiceException badRequest(
      AwsServiceException.Builder type, String service, String code, String message) {
    return of(type, 400, service, code, message);
  }

  /** An error with the HTTP status that the service gives it. */
  public static AwsServiceException of(
      AwsServiceException.Builder type, int status, String service, String code, String message) {
    return type.statusCode(status)
        .requestId("00000000-0000-4000-a000-000000000000")
        .message(message)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(code)
                .errorMessage(message)
                .build())
        .build();
  }
}
