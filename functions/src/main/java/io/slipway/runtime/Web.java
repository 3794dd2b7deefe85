package io.slipway.runtime;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** HTTP requests to applications. */
public interface Web {

  /**
   * An answer.
   *
   * @param body as UTF-8, cut off where it is longer than was asked for
   */
  record Reply(int status, String body) {}

  /**
   * Makes one GET request; follows no redirect.
   *
   * @param timeout of the whole exchange
   * @param longestBody in bytes; what comes after is not read
   * @throws IOException where there is no answer in time; the message says why
   */
  Reply get(URI url, Duration timeout, int longestBody) throws IOException, InterruptedException;
}
