package io.slipway.local.template;

import io.slipway.local.template.yaml.TemplateError;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of {@code DefinitionSubstitutions} into a state machine's definition. */
final class DefinitionSubstitution {

  private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");

  private DefinitionSubstitution() {}

  static String in(MachineSpec machine, String definition) {
    var used = new TreeSet<String>();
    var result =
        NAME.matcher(definition)
            .replaceAll(
                found -> {
                  var value = machine.substitutions().get(found.group(1));
                  if (value == null) {
                    throw new TemplateError(
                        "template.yaml: %s.DefinitionSubstitutions: %s has ${%s}, which is not given"
                            .formatted(
                                machine.logicalId(), machine.definitionUri(), found.group(1)));
                  }
                  used.add(found.group(1));
                  return Matcher.quoteReplacement(value);
                });
    for (var name : machine.substitutions().keySet()) {
      if (!used.contains(name)) {
        throw new TemplateError(
            "template.yaml: %s.DefinitionSubstitutions: %s does not use %s"
                .formatted(machine.logicalId(), machine.definitionUri(), name));
      }
    }
    return result;
  }
}
