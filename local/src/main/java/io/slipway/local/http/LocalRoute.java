package io.slipway.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Quoted;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Json;
import java.util.Map;
import java.util.Set;

/**
 * A route of local mode itself, beside the API.
 *
 * @param path below {@code /local}
 * @param purpose what it is for, in a line
 * @param handler gives what is answered as JSON with status 200
 */
record LocalRoute(String method, String path, String purpose, Handler handler) {

  /** Answers a request; throws {@link Rejected} for a mistake of the caller. */
  @FunctionalInterface
  interface Handler {
    Object answer(Request request);
  }

  /** A request to a route: what its path, its query and its body say. */
  @SuppressWarnings("ArrayRecordComponent") // the body is bytes, and nobody compares requests
  record Request(Map<String, String> path, Map<String, String> query, byte[] body) {

    /** The body as a record; refused with 400 naming the field that is wrong. */
    <T> T body(Class<T> type) {
      JsonNode tree = Json.parse(body);
      return Json.read(tree, type);
    }

    /** Refuses parameters of the query that this route does not know. */
    void allowQuery(Set<String> known) {
      for (var name : query.keySet()) {
        if (!known.contains(name)) {
          throw Rejected.invalid(
              Quoted.of(name),
              "unknown parameter; allowed: "
                  + (known.isEmpty() ? "none" : String.join(", ", known)));
        }
      }
    }
  }
}
