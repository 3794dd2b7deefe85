package io.slipway.local.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with parameters, such as {@code /operations/{operationId}}. A parameter stands for one
 * segment that is not empty.
 */
record PathPattern(List<String> segments) {

  static PathPattern of(String path) {
    return new PathPattern(List.of(path.split("/", -1)));
  }

  /** The values of the parameters, where {@code path}, split at its slashes, has this form. */
  Optional<Map<String, String>> match(List<String> path) {
    if (path.size() != segments.size()) {
      return Optional.empty();
    }
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < path.size(); i++) {
      var segment = segments.get(i);
      if (isParameter(segment)) {
        if (path.get(i).isEmpty()) {
          return Optional.empty();
        }
        values.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /** How many segments are parameters; a route with fewer comes before one with more. */
  long parameters() {
    return segments.stream().filter(PathPattern::isParameter).count();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }
}
