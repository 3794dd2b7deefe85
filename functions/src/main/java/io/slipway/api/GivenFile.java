package io.slipway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** A request that may be the file of a specification itself, where it says that it is YAML. */
final class GivenFile {

  /** Source: RFC 9512, and what was in use before it. */
  private static final Set<String> YAML =
      Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml");

  private GivenFile() {}

  /** The object in the body; or one that has the body as its {@code specification}. */
  static ObjectNode request(Call call) {
    var type = call.header("content-type").orElse("").split(";", 2)[0];
    if (YAML.contains(type.strip().toLowerCase(Locale.ROOT))) {
      return Json.mapper()
          .createObjectNode()
          .put("specification", new String(call.body(), StandardCharsets.UTF_8));
    }
    var body = call.json();
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw Rejected.invalid("body", "a JSON object is expected, but got " + Json.kind(body));
  }
}
