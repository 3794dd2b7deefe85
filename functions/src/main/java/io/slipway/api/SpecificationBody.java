package io.slipway.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The body of a request about a specification: an object that has it, or the file itself, where the
 * request says that it is YAML.
 */
final class SpecificationBody {

  /** Source: RFC 9512, and what was in use before it. */
  private static final Set<String> YAML =
      Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml");

  private SpecificationBody() {}

  /** An object in either case. */
  static ObjectNode of(Call call) {
    return isYaml(call) ? file(call) : object(call);
  }

  private static boolean isYaml(Call call) {
    var type = call.header("content-type").orElse("").split(";", 2)[0];
    return YAML.contains(type.strip().toLowerCase(Locale.ROOT));
  }

  private static ObjectNode file(Call call) {
    return Json.mapper()
        .createObjectNode()
        .put("specification", new String(call.body(), StandardCharsets.UTF_8));
  }

  private static ObjectNode object(Call call) {
    var body = call.json();
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw Rejected.invalid("body", "a JSON object is expected, but got " + Json.kind(body));
  }
}
