package io.slipway.local.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what serves a request: the route of its method with the fewest parameters, then one for ANY
 * method (developer guide, "Routing API requests").
 *
 * @param <T> what serves
 */
final class Routing<T> {

  private record Entry<T>(String method, PathPattern pattern, T target) {}

  /** What serves a request, and the values of its path's parameters. */
  record Match<T>(T target, Map<String, String> parameters) {}

  private final List<Entry<T>> entries = new ArrayList<>();

  void add(String method, String path, T target) {
    entries.add(new Entry<>(method, PathPattern.of(path), target));
    entries.sort(
        Comparator.<Entry<T>>comparingLong(entry -> entry.pattern().parameters())
            .thenComparing(entry -> entry.method().equals("ANY")));
  }

  Optional<Match<T>> find(String method, List<String> segments) {
    for (var entry : entries) {
      if (entry.method().equals(method) || entry.method().equals("ANY")) {
        var parameters = entry.pattern().match(segments);
        if (parameters.isPresent()) {
          return Optional.of(new Match<>(entry.target(), parameters.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** The methods that {@code segments} has routes for. */
  List<String> methods(List<String> segments) {
    return entries.stream()
        .filter(entry -> entry.pattern().match(segments).isPresent())
        .map(Entry::method)
        .distinct()
        .sorted()
        .toList();
  }
}
