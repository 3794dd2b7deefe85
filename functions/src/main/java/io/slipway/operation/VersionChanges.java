package io.slipway.operation;

import io.slipway.aws.ResourceChangeSeen;
import io.slipway.spec.render.RenderedTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of a change set another version of the specification changes. The rest is that
 * CloudFormation hears what Slipway has moved since the last update: weights, task definitions,
 * least numbers. An update tells it that beforehand; a plan cannot, and finds both in one change
 * set.
 */
final class VersionChanges {

  private VersionChanges() {}

  /**
   * The changes of properties that the new template says otherwise, or that refer to what is made
   * anew; whatever comes or goes.
   *
   * @param seen what CloudFormation says
   * @param differences of the two templates, each with the values that are so
   * @param next the new template
   * @param values of its parameters
   */
  static List<ResourceChangeSeen> of(
      List<ResourceChangeSeen> seen,
      List<TemplateDifference> differences,
      RenderedTemplate next,
      Map<String, String> values) {
    var template = new TemplateValues(next.tree(), values);
    var changed = differences.stream().map(VersionChanges::name).collect(Collectors.toSet());
    var anew =
        seen.stream()
            .filter(one -> isAnew(one, changed))
            .map(ResourceChangeSeen::logicalId)
            .collect(Collectors.toCollection(TreeSet::new));
    var found = new ArrayList<ResourceChangeSeen>();
    for (var one : seen) {
      var properties =
          one.properties().stream()
              .filter(
                  property ->
                      changed.contains(name(one.logicalId(), property))
                          || template.references(one.logicalId(), property).stream()
                              .anyMatch(anew::contains))
              .toList();
      if (!properties.isEmpty() || one.properties().isEmpty()) {
        found.add(
            new ResourceChangeSeen(
                one.logicalId(),
                one.physicalId(),
                one.type(),
                one.action(),
                one.replacement(),
                properties));
      }
    }
    return found;
  }

  private static boolean isAnew(ResourceChangeSeen one, Set<String> changed) {
    return !one.action().equals("Modify")
        || (one.replacement() != ResourceChangeSeen.Replacement.NO
            && one.properties().stream()
                .anyMatch(property -> changed.contains(name(one.logicalId(), property))));
  }

  /** Of a property at the top, whatever it is that changes in it. */
  private static String name(TemplateDifference difference) {
    return name(difference.resource(), difference.path().split("[.\\[]", 2)[0]);
  }

  private static String name(String resource, String property) {
    return resource + "." + property;
  }
}
