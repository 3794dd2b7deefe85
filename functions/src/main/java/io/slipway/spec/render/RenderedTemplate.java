package io.slipway.spec.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.runtime.Json;
import io.slipway.runtime.Sha256;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A template of CloudFormation as JSON.
 *
 * @param priorities the parameters that take priorities of the shared listener, in rising order;
 *     {@link #KEPT_FREE} for one that no rule of the stack gets
 */
public record RenderedTemplate(ObjectNode tree, List<String> priorities) {

  /** The priority of a canary's rule while there is one. */
  public static final String KEPT_FREE = "";

  public RenderedTemplate {
    priorities = List.copyOf(priorities);
  }

  /** Its text; the same for the same template. */
  public String text() {
    return Json.text(tree);
  }

  /** A name for its text. */
  public String hash() {
    return Sha256.hex(text());
  }

  /** The names of all parameters that it has. */
  public Set<String> parameters() {
    var names = new HashSet<String>();
    tree.path("Parameters").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * The parameters that tell each rule its priority.
   *
   * @param taken in rising order, one for each of {@link #priorities}
   */
  public Map<String, String> prioritised(List<Integer> taken) {
    if (taken.size() != priorities.size()) {
      throw new IllegalArgumentException(taken.size() + " priorities for " + priorities);
    }
    var sorted = new ArrayList<>(taken);
    sorted.sort(null);
    var values = new TreeMap<String, String>();
    for (int i = 0; i < priorities.size(); i++) {
      if (!priorities.get(i).equals(KEPT_FREE)) {
        values.put(priorities.get(i), sorted.get(i).toString());
      }
    }
    return values;
  }
}
