package io.slipway.runtime;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** HTTP requests to applications, and to where their source is. */
public interface Web {

  /**
   * A request.
   *
   * @param headers may hold a token, so a request is shown without their values
   * @param body empty for none
   */
  record Request(String method, URI url, Map<String, String> headers, Optional<String> body) {

    public Request {
      headers = Map.copyOf(headers);
    }

    /** The value of a header, whatever case its name is written in. */
    public Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    @Override
    public String toString() {
      return method + " " + url;
    }
  }

  /**
   * An answer.
   *
   * @param headers the first value of each, by its name in lower case
   * @param body as UTF-8, cut off where it is longer than was asked for
   */
  record Reply(int status, Map<String, String> headers, String body) {

    public Reply {
      var lower = new TreeMap<String, String>();
      headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
      headers = Map.copyOf(lower);
    }

    /** An answer whose headers nobody asks for. */
    public Reply(int status, String body) {
      this(status, Map.of(), body);
    }

    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
  }

  /**
   * Makes one request; follows no redirect.
   *
   * @param timeout of the whole exchange
   * @param longestBody in bytes; what comes after is not read
   * @throws IOException where there is no answer in time; the message says why
   */
  Reply send(Request request, Duration timeout, int longestBody)
      throws IOException, InterruptedException;

  /** A GET request without headers; see {@link #send}. */
  default Reply get(URI url, Duration timeout, int longestBody)
      throws IOException, InterruptedException {
    return send(new Request("GET", url, Map.of(), Optional.empty()), timeout, longestBody);
  }
}
