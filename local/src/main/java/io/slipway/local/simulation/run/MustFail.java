package io.slipway.local.simulation.run;

import io.slipway.local.simulation.invariant.Effect;
import io.slipway.local.simulation.invariant.Invariant;
import io.slipway.local.simulation.invariant.View;
import java.util.List;

/** A rule that never holds, planted in known seeds: who does not report it reports nothing. */
final class MustFail implements Invariant {

  static final String ID = "MUST-FAIL";

  private static final int EVERY = 1_000;

  private boolean said;

  /** Whether it is planted in this seed. */
  static boolean isPlanted(long seed) {
    return seed % EVERY == 0;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String statement() {
    return "A planted seed is reported.";
  }

  @Override
  public List<String> afterEffect(View view, Effect effect) {
    if (said) {
      return List.of();
    }
    said = true;
    return List.of("planted on purpose");
  }
}
