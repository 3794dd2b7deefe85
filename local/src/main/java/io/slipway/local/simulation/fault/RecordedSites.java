package io.slipway.local.simulation.fault;

import io.slipway.local.account.Passage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets another plan strike, and writes down every cell that the run comes by. */
public final class RecordedSites implements Faults {

  private final Faults plan;
  private final Set<Cell> before = new LinkedHashSet<>();
  private final Set<Cell> after = new LinkedHashSet<>();
  private boolean struck;
  private boolean on = true;

  public RecordedSites(Faults plan) {
    this.plan = plan;
  }

  /** The cells before anything went wrong, or all where nothing did. */
  public List<Cell> before() {
    return List.copyOf(before);
  }

  /** The cells after the first fault, until everything was healed. */
  public List<Cell> after() {
    return List.copyOf(after);
  }

  private void add(FaultKind kind, Site site) {
    if (on) {
      var unused = (struck ? after : before).add(new Cell(kind, site));
    }
  }

  private Optional<FaultKind> noted(Optional<FaultKind> kind) {
    struck |= kind.isPresent();
    return kind;
  }

  @Override
  public boolean mayYet(FaultKind kind) {
    return on || plan.mayYet(kind);
  }

  @Override
  public void heal() {
    on = false;
    plan.heal();
  }

  @Override
  public Optional<FaultKind> call(Site site, Passage.Asked asked, Applies applies) {
    for (var kind : FaultKind.values()) {
      if (kind.scope() == FaultKind.Scope.CALL && applies.to(kind)) {
        add(kind, site);
      }
    }
    return noted(plan.call(site, asked, applies));
  }

  @Override
  public Optional<FaultKind> task(Site site, String operationId) {
    for (var kind : FaultKind.values()) {
      if (kind.scope() == FaultKind.Scope.TASK) {
        add(kind, site);
      }
    }
    return noted(plan.task(site, operationId));
  }

  @Override
  public Optional<FaultKind> event(String detailType) {
    var site = new Site("EventBridge", detailType, 0);
    for (var kind : FaultKind.values()) {
      if (kind.scope() == FaultKind.Scope.EVENT) {
        add(kind, site);
      }
    }
    return noted(plan.event(detailType));
  }

  @Override
  public Optional<FaultKind> moment() {
    return noted(plan.moment());
  }
}
