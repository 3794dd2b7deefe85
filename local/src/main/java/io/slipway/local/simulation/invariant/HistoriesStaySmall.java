package io.slipway.local.simulation.invariant;

import io.slipway.local.asl.HistoryEvent;
import java.util.ArrayList;
import java.util.List;

/** P4: executions stay far from what Step Functions allows. */
final class HistoriesStaySmall extends Rule {

  private static final int MOST_EVENTS = 2_000;
  private static final int MOST_CHARACTERS = 64 * 1024;

  private final int mostEvents;
  private final int mostCharacters;

  HistoriesStaySmall(Journal journal) {
    this(journal, MOST_EVENTS, MOST_CHARACTERS);
  }

  HistoriesStaySmall(Journal journal, int mostEvents, int mostCharacters) {
    super(
        "P4",
        "no execution has more than 2,000 events, and no state more than 64 KiB of data",
        journal);
    this.mostEvents = mostEvents;
    this.mostCharacters = mostCharacters;
  }

  @Override
  public List<String> ofHistory(View view) {
    var found = new ArrayList<String>();
    for (var execution : view.machines().list()) {
      var history = view.machines().history(execution.executionArn());
      if (history.size() > mostEvents) {
        found.add(execution.executionArn() + " has " + history.size() + " events");
      }
      history.stream()
          .filter(this::isLarge)
          .findFirst()
          .ifPresent(event -> found.add(execution.executionArn() + " has a large " + event.type()));
    }
    return found;
  }

  private boolean isLarge(HistoryEvent event) {
    return event.details().properties().stream()
        .anyMatch(member -> member.getValue().toString().length() > mostCharacters);
  }
}
