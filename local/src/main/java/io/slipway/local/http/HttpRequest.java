package io.slipway.local.http;

import java.util.Map;

/**
 * A request as it came over the wire.
 *
 * @param path percent-encoded, without the query
 * @param query percent-encoded; empty where there is none
 * @param headers by name in lower case; several of one name are joined by commas
 */
@SuppressWarnings("ArrayRecordComponent") // the body is bytes, and nobody compares requests
public record HttpRequest(
    String method, String path, String query, Map<String, String> headers, byte[] body) {

  public HttpRequest {
    headers = Map.copyOf(headers);
  }
}
