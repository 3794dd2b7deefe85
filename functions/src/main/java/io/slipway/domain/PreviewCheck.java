package io.slipway.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * A request to the preview host that the next release has to answer well before it gets traffic.
 *
 * @param path with its query; begins with one slash
 * @param status the status that is expected, 100 to 599; redirects are not followed
 * @param contains what the first 64 KiB of the body have to contain
 * @param timeout of the whole request, 1 to 15 seconds
 */
public record PreviewCheck(String path, int status, Optional<String> contains, Duration timeout) {

  public static final Duration LONGEST = Duration.ofSeconds(15);
  private static final int LONGEST_PATH = 1024;

  public PreviewCheck {
    if (!isPath(path)) {
      throw new IllegalArgumentException("not a path of a URL: " + path);
    }
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("not an HTTP status: " + status);
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a check takes 1 to 15 seconds but got " + timeout);
    }
  }

  /**
   * Whether {@code text} is an absolute path, with a query where there is one. The characters are
   * those of RFC 3986, so that nothing in it can name another host.
   */
  public static boolean isPath(String text) {
    return text.length() <= LONGEST_PATH
        && text.matches("/(?!/)(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");
  }
}
