package io.slipway.operation;

import java.util.List;

/** Foresees an update. What changes within a stack, only its change set tells: see the plan. */
final class UpdateForecast {

  private static final String SERVICE = "cloudformation";

  private UpdateForecast() {}

  static Forecast of(UpdatePlan plan) {
    var seen = new Forecast.Gathering();
    seen.step("StartUpdate", "checks the specification, takes the locks");
    if (!plan.stale().isEmpty()) {
      seen.waiting(
          "AlignStacks",
          "tells CloudFormation what Slipway has moved since; nothing becomes otherwise by that",
          "until it knows, at most 45 minutes");
      propose(seen, plan.stale());
      plan.stale().forEach(update -> execute(seen, update));
    }
    if (!plan.changed().isEmpty()) {
      seen.waiting(
          "ProposeChanges",
          "has CloudFormation say what changes in " + plan.changed().size() + " stacks",
          "until all change sets are made, at most 15 minutes");
      plan.changed()
          .forEach(
              update ->
                  seen.change("s3", "PutObject", update.name(), "", "its former template")
                      .change("s3", "PutObject", update.name(), "", "its template"));
      propose(seen, plan.changed());
      seen.waiting(
          "ApplyChanges",
          "updates the stacks, production last",
          "until all are ready, at most 90 minutes");
      plan.changed().forEach(update -> execute(seen, update));
    }
    return seen.step(
            "FinishUpdate",
            plan.from() == plan.to()
                ? "writes the inventory, gives the locks back"
                : "makes version "
                    + plan.to()
                    + " the application's, writes the inventory, gives the locks back")
        .forecast();
  }

  private static void propose(Forecast.Gathering seen, List<StackUpdate> updates) {
    updates.forEach(update -> seen.change(SERVICE, "CreateChangeSet", update.name(), "", ""));
  }

  private static void execute(Forecast.Gathering seen, StackUpdate update) {
    seen.change(SERVICE, "ExecuteChangeSet", update.name(), "", "");
  }
}
