package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.Rejected;
import io.slipway.operation.UpdatePlanner;
import io.slipway.runtime.Call;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * {@code PUT /stacks/{applicationName}/specification}: gives an application another specification,
 * and its stacks what follows from that. The body has it as an object or as text, in any form; or
 * is the file itself, where it says that it is YAML.
 */
public final class PutSpecification extends StartRoute {

  private static final String NAME = "applicationName";

  /** Source: RFC 9512, and what was in use before it. */
  private static final Set<String> YAML =
      Set.of("application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml");

  public PutSpecification() {
    this(Platform.fromEnvironment());
  }

  public PutSpecification(Platform platform) {
    super(platform, new UpdatePlanner(platform));
  }

  @Override
  protected JsonNode request(Call call) {
    var request = isYaml(call) ? file(call) : object(call);
    if (request.has(NAME)) {
      throw Rejected.invalid(NAME, "is in the path, and not allowed in the body");
    }
    return request.put(NAME, call.path(NAME));
  }

  /** The application is part of what is asked for. */
  @Override
  protected byte[] said(Call call) {
    return Json.bytes(request(call));
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
    throw Rejected.invalid("body", "an object is expected, but got " + Json.kind(body));
  }
}
