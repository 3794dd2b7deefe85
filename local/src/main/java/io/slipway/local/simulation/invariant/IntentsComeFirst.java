package io.slipway.local.simulation.invariant;

import java.util.List;

/** L3: before anything is changed, the log says so. */
final class IntentsComeFirst extends Rule {

  IntentsComeFirst(Journal journal) {
    super(
        "L3", "no change of AWS without an event before it that says what is about to be", journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    var by = journal.by(effect);
    if (!Journal.isAboutAws(effect) || by.isEmpty()) {
      return List.of();
    }
    var function = effect.caller().function();
    boolean said =
        journal.log().stream()
            .anyMatch(event -> event.operationId().equals(by.get().id) && event.isIntent());
    return said
        ? List.of()
        : List.of(
            "%s calls %s for %s, and no event has said that anything would change"
                .formatted(function, effect.operation(), by.get()));
  }
}
