package io.slipway.aws;

import io.slipway.domain.AwsRefused;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.SdkErrors;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Makes calls whose errors are words of the domain. */
final class AwsErrors {

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
    } catch (SdkException e) {
      throw SdkErrors.translated(doing, e);
    }
  }
}
