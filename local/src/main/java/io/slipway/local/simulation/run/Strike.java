package io.slipway.local.simulation.run;

import io.slipway.local.account.Passage;
import io.slipway.local.simulation.fault.FaultKind;
import io.slipway.local.simulation.fault.Faults;
import io.slipway.local.simulation.fault.Site;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Writes down what a run comes by, and strikes at one place of it. */
final class Strike implements Faults {
  private final Interruption.Kind kind;
  private final Optional<Site> wanted;
  private final Set<Site> tasks = new LinkedHashSet<>();
  private final Set<Site> calls = new LinkedHashSet<>();
  private Runnable strike = () -> {};
  private boolean struck;

  Strike(Interruption.Kind kind, Optional<Site> wanted) {
    this.kind = kind;
    this.wanted = wanted;
  }

  private boolean strikes(Site site) {
    boolean now = !struck && wanted.filter(site::equals).isPresent();
    if (now) {
      struck = true;
      strike.run();
    }
    return now;
  }

  @Override
  public Optional<FaultKind> task(Site site, String operationId) {
    tasks.add(site);
    if (kind != Interruption.Kind.CRASH) {
      var unused = strikes(site);
    }
    return Optional.empty();
  }

  @Override
  public Optional<FaultKind> call(Site site, Passage.Asked asked, Applies applies) {
    if (!applies.to(FaultKind.CRASH_BEFORE) || asked.caller().operationId() == null) {
      return Optional.empty();
    }
    calls.add(site);
    if (kind != Interruption.Kind.CRASH || !strikes(site)) {
      return Optional.empty();
    }
    return Optional.of(
        applies.to(FaultKind.CRASH_AFTER) ? FaultKind.CRASH_AFTER : FaultKind.CRASH_BEFORE);
  }

  /** What interrupts the operation; a crash comes by itself. */
  void strikeWith(Runnable interruption) {
    strike = interruption;
  }

  Interruption.Kind kind() {
    return kind;
  }

  /** The tasks that the run came by. */
  Set<Site> tasks() {
    return tasks;
  }

  /** The calls at which a function could have crashed. */
  Set<Site> calls() {
    return calls;
  }
}
