package io.slipway.local.template;

import java.util.Map;

/**
 * A state machine of template.yaml, resolved.
 *
 * @param definitionUri the ASL file, relative to the template
 * @param substitutions what stands for <code>${name}</code> in that file
 */
public record MachineSpec(
    String logicalId,
    String name,
    String definitionUri,
    Map<String, String> substitutions,
    Permissions permissions) {

  public MachineSpec {
    substitutions = Map.copyOf(substitutions);
  }

  /**
   * The definition with every substitution made.
   *
   * @throws io.slipway.local.template.yaml.TemplateError where one is not given, or not used
   */
  public String substitute(String definition) {
    return DefinitionSubstitution.in(this, definition);
  }
}
