package io.slipway.local.simulation.invariant;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** R2: a service gets what it had, or what the operation is about; nothing is guessed. */
final class KnownRevisionsOnly extends Rule {

  KnownRevisionsOnly(Journal journal) {
    super(
        "R2",
        "a service is only brought to the revision it had when the operation began, or to one that"
            + " the plan or the log of the operation names",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    if (!(effect.request() instanceof UpdateServiceRequest update)
        || update.taskDefinition() == null) {
      return List.of();
    }
    var wanted = update.taskDefinition();
    var by = journal.by(effect).filter(trail -> trail.before != null);
    if (by.isEmpty() || isKnown(by.get(), wanted)) {
      return List.of();
    }
    return List.of(
        "%s brings %s to %s, which neither its snapshot nor its plan knows"
            .formatted(by.get(), update.service(), wanted));
  }

  private boolean isKnown(Trail trail, String wanted) {
    return trail.plan.contains("\"" + wanted + "\"")
        || trail.before.services().values().stream()
            .anyMatch(service -> service.taskDefinition().equals(wanted))
        || journal.log().stream()
            .anyMatch(
                event -> event.operationId().equals(trail.id) && event.message().endsWith(wanted));
  }
}
