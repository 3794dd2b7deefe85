package io.slipway.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.local.template.yaml.TemplateError;

/**
 * A resource as template.yaml declares it, with what {@code Globals} adds, functions unresolved.
 *
 * @param logicalId its name in the template
 * @param type for example {@code AWS::Serverless::Function}
 */
public record Declared(String logicalId, String type, ObjectNode properties) {

  /**
   * The error that {@code property} of this resource is; {@code why} says what is wrong with it.
   */
  public TemplateError refused(String property, String why) {
    return new TemplateError("template.yaml: " + logicalId + "." + property + ": " + why);
  }

  /** Refuses what is neither in {@code used} nor in {@code ignored}. */
  public void checkProperties(java.util.Set<String> used, java.util.Set<String> ignored) {
    properties
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!used.contains(name) && !ignored.contains(name)) {
                throw refused(name, "local mode does not know this property of " + type);
              }
            });
  }
}
