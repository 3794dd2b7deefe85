package io.slipway.flow.create;

import io.slipway.runtime.Sha256;

/**
 * Makes a second request for the same stack by the same operation the same request.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html">
 *     ClientRequestToken: a letter or digit, then letters, digits and hyphens, 128 at most</a>
 */
final class LaunchToken {

  private LaunchToken() {}

  static String of(String operationId, String stack) {
    return Sha256.hex(operationId + "\n" + stack);
  }
}
