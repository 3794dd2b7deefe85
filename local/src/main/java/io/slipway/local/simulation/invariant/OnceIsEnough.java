package io.slipway.local.simulation.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/** D2: a step that runs twice does its work once. */
final class OnceIsEnough extends Rule {

  OnceIsEnough(Journal journal) {
    super(
        "D2",
        "an operation registers one revision for a service, however often its steps run, and"
            + " forces no deployment, which another call would begin once more",
        journal);
  }

  @Override
  public List<String> ofHistory(View view) {
    var found = new ArrayList<String>();
    for (var trail : journal.trails()) {
      Map<String, Integer> counts = new HashMap<>();
      for (var effect : trail.effects) {
        switch (effect.request()) {
          case RegisterTaskDefinitionRequest register ->
              counts.merge("registers a revision of " + register.family(), 1, Integer::sum);
          case DeregisterTaskDefinitionRequest gone ->
              counts.merge(
                  "registers a revision of " + Touched.name(view, effect).orElse(""),
                  -1,
                  Integer::sum);
          case UpdateServiceRequest update ->
              counts.merge(
                  "can force a deployment of " + update.service(),
                  Boolean.TRUE.equals(update.forceNewDeployment()) ? 2 : 0,
                  Integer::sum);
          default -> {}
        }
      }
      counts.forEach(
          (what, count) -> {
            if (count > 1) {
              found.add("%s %s %d times".formatted(trail, what, count));
            }
          });
    }
    return found;
  }
}
