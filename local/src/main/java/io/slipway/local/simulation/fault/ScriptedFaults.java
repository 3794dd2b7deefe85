package io.slipway.local.simulation.fault;

import io.slipway.local.account.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Faults at places that are known beforehand: each strikes once, one after the other. */
public final class ScriptedFaults implements Faults {

  private final List<Cell> left;
  private final LastingRefusals lasting = new LastingRefusals();

  public ScriptedFaults(List<Cell> cells) {
    this.left = new ArrayList<>(cells);
  }

  @Override
  public void heal() {
    left.clear();
    lasting.clear();
  }

  @Override
  public Optional<FaultKind> call(Site site, Passage.Asked asked, Applies applies) {
    if (lasting.refuses(asked)) {
      return Optional.of(FaultKind.REFUSED_FOR_LONG);
    }
    var struck = take(site, applies);
    struck.filter(FaultKind.REFUSED_FOR_LONG::equals).ifPresent(kind -> lasting.add(asked));
    return struck;
  }

  @Override
  public Optional<FaultKind> task(Site site, String operationId) {
    return take(site, kind -> true);
  }

  @Override
  public Optional<FaultKind> event(String detailType) {
    return take(new Site("EventBridge", detailType, 0), kind -> true);
  }

  @Override
  public boolean mayYet(FaultKind kind) {
    return left.stream().anyMatch(cell -> cell.kind() == kind);
  }

  private Optional<FaultKind> take(Site site, Applies applies) {
    if (left.isEmpty()
        || !left.getFirst().site().equals(site)
        || !applies.to(left.getFirst().kind())) {
      return Optional.empty();
    }
    return Optional.of(left.removeFirst().kind());
  }
}
