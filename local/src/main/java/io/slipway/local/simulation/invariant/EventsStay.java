package io.slipway.local.simulation.invariant;

import java.util.List;

/** L4: the log is only ever added to. */
final class EventsStay extends Rule {

  EventsStay(Journal journal) {
    super("L4", "no event is ever changed, deleted or put over another", journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    return List.copyOf(journal.tampered());
  }
}
