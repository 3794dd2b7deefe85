package io.slipway.local.simulation.invariant;

import io.slipway.local.asl.Status;
import io.slipway.store.Operations;
import io.slipway.store.Pipelines;
import java.util.ArrayList;
import java.util.List;

/** P1: whatever happened, at rest nothing is still under way. */
final class EverythingEnds extends Rule {

  EverythingEnds(Journal journal) {
    super(
        "P1",
        "at rest no execution runs, and every operation has ended or needs attention, every"
            + " pipeline has ended",
        journal);
  }

  @Override
  public List<String> atRest(View view) {
    var found = new ArrayList<String>();
    view.machines().list().stream()
        .filter(execution -> execution.status() == Status.RUNNING)
        .forEach(execution -> found.add(execution.executionArn() + " still runs"));
    var operations = new Operations(view.platform());
    for (var id : operations.running()) {
      operations
          .find(id)
          .filter(operation -> !operation.state().name().equals("NEEDS_ATTENTION"))
          .ifPresent(operation -> found.add(id + " is still " + operation.state()));
    }
    new Pipelines(view.platform())
        .running()
        .forEach(id -> found.add("pipeline " + id + " has not ended"));
    return found;
  }
}
