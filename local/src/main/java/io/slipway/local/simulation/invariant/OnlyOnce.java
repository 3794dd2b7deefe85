package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.List;

/** D1: whoever sends a request again has asked once. */
final class OnlyOnce extends Rule {

  private static final int ERRORS = 500;

  OnlyOnce(Journal journal) {
    super(
        "D1",
        "requests with the same Idempotency-Key start one operation, and those that are sent after"
            + " one was answered with it are answered with it, too",
        journal);
  }

  @Override
  public List<String> ofHistory(View view) {
    var found = new ArrayList<String>();
    var answers = view.answered();
    for (var first : answers) {
      for (var other : answers) {
        boolean twice = first.operationId().isPresent() && other.key().equals(first.key());
        if (twice && isOtherwise(first, other)) {
          found.add(
              "a request with the key %s was answered with %s, and another with %d %s"
                  .formatted(
                      first.key(),
                      first.operationId().get(),
                      other.status(),
                      other.operationId().orElse("")));
        }
      }
    }
    return found;
  }

  /** AWS may be busy at any time, and says so; what was refused before is no answer either. */
  private static boolean isOtherwise(View.Answered first, View.Answered other) {
    boolean refused = other.operationId().isEmpty();
    boolean excused =
        refused && (other.status() >= ERRORS || other.sent().isBefore(first.answered()));
    return !excused && !other.operationId().equals(first.operationId());
  }
}
