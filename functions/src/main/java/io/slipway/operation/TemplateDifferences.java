package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.operation.TemplateDifference.About;
import io.slipway.operation.TemplateDifference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares two templates of one stack, each with the values of its parameters, property by
 * property. Values are told of what leads requests and tasks about; of anything else only that it
 * changes: a task's variables and a role's policies may hold what is nobody's to see.
 */
final class TemplateDifferences {

  private final List<TemplateDifference> found = new ArrayList<>();
  private final TemplateValues were;
  private final TemplateValues become;

  private TemplateDifferences(TemplateValues were, TemplateValues become) {
    this.were = were;
    this.become = become;
  }

  /** From {@code former} to {@code next}, in the order of the resources' names. */
  static List<TemplateDifference> between(
      JsonNode former, Map<String, String> values, JsonNode next, Map<String, String> nextValues) {
    var differences =
        new TemplateDifferences(
            new TemplateValues(former, values), new TemplateValues(next, nextValues));
    var ids = new TreeSet<String>();
    former.path("Resources").fieldNames().forEachRemaining(ids::add);
    next.path("Resources").fieldNames().forEachRemaining(ids::add);
    for (var id : ids) {
      differences.compare(id, former.path("Resources").path(id), next.path("Resources").path(id));
    }
    return differences.found;
  }

  private void compare(String id, JsonNode was, JsonNode becomes) {
    var type = (becomes.isMissingNode() ? was : becomes).path("Type").asText();
    var lives = were.leaves(was.path("Properties"));
    var nexts = become.leaves(becomes.path("Properties"));
    if (lives.isEmpty() && nexts.isEmpty() && was.isMissingNode() != becomes.isMissingNode()) {
      add(id, type, "", Optional.empty(), Optional.empty(), kind(was.isMissingNode(), false));
    }
    var paths = new TreeSet<>(lives.keySet());
    paths.addAll(nexts.keySet());
    for (var path : paths) {
      var from = Optional.ofNullable(lives.get(path));
      var to = Optional.ofNullable(nexts.get(path));
      if (!from.equals(to)) {
        add(id, type, path, from, to, kind(from.isEmpty(), to.isPresent()));
      }
    }
  }

  private static Kind kind(boolean isNew, boolean stays) {
    if (isNew) {
      return Kind.ADDED;
    }
    return stays ? Kind.CHANGED : Kind.REMOVED;
  }

  private void add(
      String id, String type, String path, Optional<String> from, Optional<String> to, Kind kind) {
    boolean told = TemplateValues.isTold(type, path);
    found.add(
        new TemplateDifference(
            About.of(type),
            id,
            type,
            path,
            kind,
            from.filter(value -> told),
            to.filter(value -> told)));
  }
}
