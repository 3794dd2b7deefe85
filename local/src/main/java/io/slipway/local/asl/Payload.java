package io.slipway.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** The service's limit on what a state gives on: 256 KiB of JSON in UTF-8. */
final class Payload {

  static final int BYTES = 262_144;

  private Payload() {}

  static boolean isTooLarge(JsonNode value) {
    return value.toString().getBytes(StandardCharsets.UTF_8).length > BYTES;
  }

  /** The failure that a result over the limit is; {@code what} is a state, a service or an ARN. */
  static Failure exceeded(String what) {
    return Failure.of(
        Failure.DATA_LIMIT,
        "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit."
            .formatted(what));
  }
}
