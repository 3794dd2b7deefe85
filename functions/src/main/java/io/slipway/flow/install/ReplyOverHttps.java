package io.slipway.flow.install;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * Answers at the URL that CloudFormation gave, and nowhere else than at AWS: whoever may invoke the
 * function must not be able to make it call any host.
 */
final class ReplyOverHttps implements Reply {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int FIRST_FAILURE = 300;

  @Override
  public void put(URI url, byte[] document) throws IOException {
    requireAws(url);
    var connection = (HttpURLConnection) url.toURL().openConnection();
    try {
      connection.setConnectTimeout((int) TIMEOUT.toMillis());
      connection.setReadTimeout((int) TIMEOUT.toMillis());
      connection.setInstanceFollowRedirects(false);
      connection.setRequestMethod("PUT");
      // The signature covers an empty content type (user guide, "Custom resource response
      // objects").
      connection.setRequestProperty("Content-Type", "");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(document.length);
      try (var out = connection.getOutputStream()) {
        out.write(document);
      }
      int status = connection.getResponseCode();
      if (status >= FIRST_FAILURE) {
        throw new IOException("CloudFormation's response URL answered " + status);
      }
    } finally {
      connection.disconnect();
    }
  }

  static void requireAws(URI url) {
    String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    boolean aws = host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
    if (!"https".equals(url.getScheme()) || !aws || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "the response URL of a custom resource must be https at amazonaws.com, not "
              + url.getScheme()
              + "://"
              + host);
    }
  }
}
