package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** D1: whoever sends a request again has asked once. */
final class OnlyOnce extends Rule {

  OnlyOnce(Journal journal) {
    super("D1", "requests with the same Idempotency-Key start one operation", journal);
  }

  @Override
  public List<String> ofHistory(View view) {
    var found = new ArrayList<String>();
    view.started().stream()
        .collect(
            Collectors.groupingBy(
                View.Started::key,
                java.util.TreeMap::new,
                Collectors.mapping(
                    View.Started::operationId, Collectors.toCollection(java.util.TreeSet::new))))
        .forEach(
            (key, ids) -> {
              if (ids.size() > 1) {
                found.add("requests with the key %s have started %s".formatted(key, ids));
              }
            });
    return found;
  }
}
