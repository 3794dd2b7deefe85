package io.slipway.local.simulation.invariant;

import java.util.List;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** R3: a way back keeps what runs well. */
final class HealthyTasksStay extends Rule {

  HealthyTasksStay(Journal journal) {
    super(
        "R3",
        "a way back replaces no task of the release that it goes back to: it forces no deployment",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    return effect.request() instanceof UpdateServiceRequest update
            && Boolean.TRUE.equals(update.forceNewDeployment())
            && journal.by(effect).filter(Trail::isPutBack).isPresent()
        ? List.of(
            "%s replaces all tasks of %s".formatted(journal.by(effect).get(), update.service()))
        : List.of();
  }
}
