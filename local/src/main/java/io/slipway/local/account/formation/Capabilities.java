package io.slipway.local.account.formation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** Refuses a template that makes IAM resources unless the caller has acknowledged it. */
final class Capabilities {

  private static final String IAM = "CAPABILITY_IAM";
  private static final String NAMED_IAM = "CAPABILITY_NAMED_IAM";

  private Capabilities() {}

  /** Source: API reference, CreateStack, Capabilities. The wider capability includes the other. */
  static void check(StackTemplate template, ResourceTypes types, List<String> acknowledged) {
    for (var resource : template.resources().values()) {
      var properties =
          resource.path("Properties").isObject()
              ? resource.get("Properties")
              : JsonNodeFactory.instance.objectNode();
      var needed = types.of(resource.get("Type").asText()).capability(properties);
      boolean isGiven =
          needed.isEmpty()
              || acknowledged.contains(needed)
              || (needed.equals(IAM) && acknowledged.contains(NAMED_IAM));
      if (!isGiven) {
        throw FormationErrors.needsCapability(needed);
      }
    }
  }
}
