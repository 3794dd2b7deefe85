package io.slipway.local.simulation.invariant;

import java.util.List;

/** P2: what has come to rest stays so. */
final class RestIsStill extends Rule {

  private int atRest = -1;

  RestIsStill(Journal journal) {
    super("P2", "from rest on, nothing is changed any more", journal);
  }

  @Override
  public List<String> atRest(View view) {
    atRest = view.effects().size();
    return List.of();
  }

  @Override
  public List<String> ofHistory(View view) {
    var effects = view.effects();
    return atRest < 0 || effects.size() == atRest
        ? List.of()
        : List.of("something goes on: " + effects.get(atRest));
  }
}
