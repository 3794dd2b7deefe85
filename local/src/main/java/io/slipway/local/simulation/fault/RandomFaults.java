package io.slipway.local.simulation.fault;

import io.slipway.local.account.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Up to six faults of a few kinds, spread over a run by chance, and up to two that are aimed. A
 * fault that is due waits for the first place that its kind applies to. In some runs every read of
 * a table that may be stale is, where it can be.
 */
public final class RandomFaults implements Faults {

  private static final int MOST_FAULTS = 6;

  /** In one run of so many, reads of tables are stale. */
  private static final int STALE_OF = 3;

  /** Of what happens in a usual run, how much comes before the last fault is due. */
  private final int calls;

  private final RandomGenerator random;
  private final List<Due> planned = new ArrayList<>();
  private final AimedFaults aimed;
  private final boolean staleRows;
  private final LastingRefusals lasting = new LastingRefusals();
  private int seen;
  private boolean on = true;

  /**
   * A fault that waits for its place.
   *
   * @param ofOperation whether it waits for a call for an operation: the sweeper and others that
   *     look again every minute would meet most faults otherwise
   */
  private record Due(FaultKind kind, int from, boolean ofOperation) {}

  /**
   * @param calls how many calls the run will have, about
   */
  public RandomFaults(RandomGenerator random, int calls) {
    this.random = random;
    this.calls = calls;
    var kinds = kinds();
    int count = random.nextInt(MOST_FAULTS + 1);
    for (int i = 0; i < count; i++) {
      planned.add(
          new Due(
              kinds.get(random.nextInt(kinds.size())),
              random.nextInt(calls),
              random.nextInt(3) > 0));
    }
    aimed = new AimedFaults(random);
    staleRows = random.nextInt(STALE_OF) == 0;
  }

  /** A quarter of all kinds, so that faults of one kind meet each other. */
  private List<FaultKind> kinds() {
    var kinds = new ArrayList<FaultKind>();
    for (var kind : FaultKind.values()) {
      if (random.nextInt(4) == 0) {
        kinds.add(kind);
      }
    }
    var all = List.of(FaultKind.values());
    return kinds.isEmpty() ? List.of(all.get(random.nextInt(all.size()))) : kinds;
  }

  /** How many faults are planned. */
  public int planned() {
    return planned.size() + aimed.left();
  }

  @Override
  public void heal() {
    on = false;
  }

  @Override
  public Optional<FaultKind> call(Site site, Passage.Asked asked, Applies applies) {
    seen++;
    if (!on) {
      return Optional.empty();
    }
    if (lasting.refuses(asked)) {
      return Optional.of(FaultKind.REFUSED_FOR_LONG);
    }
    var struck = aimed.take(asked, applies);
    if (struck.isPresent()) {
      return struck;
    }
    if (staleRows && asked.service().equals("dynamodb") && applies.to(FaultKind.STALE_READ)) {
      return Optional.of(FaultKind.STALE_READ);
    }
    boolean ofOperation = asked.caller().operationId() != null;
    var due = take(FaultKind.Scope.CALL, applies, ofOperation);
    due.filter(FaultKind.REFUSED_FOR_LONG::equals).ifPresent(kind -> lasting.add(asked));
    return due;
  }

  @Override
  public Optional<FaultKind> task(Site site, String operationId) {
    return on ? take(FaultKind.Scope.TASK, kind -> true, true) : Optional.empty();
  }

  @Override
  public Optional<FaultKind> event(String detailType) {
    return on ? take(FaultKind.Scope.EVENT, kind -> true, true) : Optional.empty();
  }

  @Override
  public Optional<FaultKind> moment() {
    return on ? take(FaultKind.Scope.MOMENT, kind -> true, true) : Optional.empty();
  }

  @Override
  public boolean mayYet(FaultKind kind) {
    return on
        && (planned.stream().anyMatch(due -> due.kind() == kind)
            || (staleRows && kind == FaultKind.STALE_READ));
  }

  private Optional<FaultKind> take(FaultKind.Scope scope, Applies applies, boolean ofOperation) {
    for (int i = 0; i < planned.size(); i++) {
      var due = planned.get(i);
      if (due.from() <= seen
          && due.kind().scope() == scope
          && (ofOperation || !due.ofOperation())
          && applies.to(due.kind())) {
        planned.remove(i);
        return Optional.of(due.kind());
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return planned + " of " + calls + ", " + aimed;
  }
}
