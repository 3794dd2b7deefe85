package io.slipway.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares two task definitions as ECS does: the order of containers, variables and ports means
 * nothing, and what is empty is as if it were not there, since ECS fills in empty lists.
 */
final class DefinitionChanges {

  private DefinitionChanges() {}

  /** From {@code live} to {@code next}, by path; none where they are the same to ECS. */
  static List<DefinitionChange> between(JsonNode live, JsonNode next) {
    var were = leaves(live);
    var become = leaves(next);
    var paths = new TreeSet<>(were.keySet());
    paths.addAll(become.keySet());
    var changes = new ArrayList<DefinitionChange>();
    for (var path : paths) {
      var from = Optional.ofNullable(were.get(path));
      var to = Optional.ofNullable(become.get(path));
      if (!from.equals(to)) {
        boolean told = DefinitionChange.isTold(path);
        changes.add(
            new DefinitionChange(
                path, kind(from, to), from.filter(value -> told), to.filter(value -> told)));
      }
    }
    return changes;
  }

  private static DefinitionChange.Kind kind(Optional<String> from, Optional<String> to) {
    if (from.isEmpty()) {
      return DefinitionChange.Kind.ADDED;
    }
    return to.isEmpty() ? DefinitionChange.Kind.REMOVED : DefinitionChange.Kind.CHANGED;
  }

  private static SortedMap<String, String> leaves(JsonNode tree) {
    var leaves = new TreeMap<String, String>();
    collect("", "", tree, leaves);
    return leaves;
  }

  private static void collect(String path, String name, JsonNode tree, Map<String, String> leaves) {
    if (tree.isObject()) {
      tree.properties()
          .forEach(
              entry ->
                  collect(
                      path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                      entry.getKey(),
                      entry.getValue(),
                      leaves));
    } else if (tree.isArray() && DefinitionMerge.isKeyed(name)) {
      tree.forEach(item -> collect(path + "." + DefinitionMerge.key(name, item), "", item, leaves));
    } else if (!tree.isArray() || !tree.isEmpty()) {
      leaves.put(path, tree.isValueNode() ? tree.asText() : tree.toString());
    }
  }
}
