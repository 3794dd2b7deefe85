package io.slipway.local.simulation;

import io.slipway.local.simulation.fault.FaultKind;
import io.slipway.local.simulation.fault.Site;
import java.util.ArrayList;
import java.util.List;

/** What went wrong in one run. */
public final class Tally {

  /** A fault that struck. */
  public record Fired(FaultKind kind, Site site) {
    @Override
    public String toString() {
      return kind + "@" + site;
    }
  }

  private final List<Fired> fired = new ArrayList<>();

  public void fired(FaultKind kind, Site site) {
    fired.add(new Fired(kind, site));
  }

  /** In the order in which they struck. */
  public List<Fired> all() {
    return List.copyOf(fired);
  }
}
