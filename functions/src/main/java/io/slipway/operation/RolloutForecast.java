package io.slipway.operation;

import io.slipway.domain.Image;

/** Foresees a rollout. */
final class RolloutForecast {

  private final Forecast.Gathering seen;

  RolloutForecast(Forecast.Gathering seen) {
    this.seen = seen;
  }

  static Forecast of(DeployPlan plan) {
    var seen = new Forecast.Gathering();
    seen.step("StartDeploy", "checks the request, takes the locks, writes down what runs");
    var rollouts = new RolloutForecast(seen);
    for (var place : plan.rollout().places()) {
      rollouts.deploy(plan, place);
    }
    return seen.step("FinishDeploy", "writes the inventory, gives the locks back").forecast();
  }

  private void deploy(DeployPlan plan, PlaceRollout place) {
    Image image = plan.deployed();
    var family = family(place.taskDefinition());
    seen.step(
            "RegisterRelease",
            place.at() + ": copies " + revision(place.taskDefinition()) + " with " + image.tag())
        .change(
            "ecs",
            "RegisterTaskDefinition",
            family,
            revision(place.taskDefinition()),
            image.reference());
    rollOut(plan.rollout(), place, "the new revision of " + family);
  }

  /**
   * Rolls out a revision.
   *
   * @param to what it is called
   * @return how the service is afterwards
   */
  ServiceForecast rollOut(RolloutPlan plan, PlaceRollout place, String to) {
    var service = new ServiceForecast(place.id(), place.size(), seen);
    seen.step(
        "StartRollout",
        place.at() + ": rolls out " + plan.version() + ", never with fewer healthy tasks");
    service.rollOut(revision(place.taskDefinition()), to, place.raisedTo());
    place
        .startsWith()
        .ifPresentOrElse(service::bound, () -> place.raisedTo().ifPresent(service::raise));
    seen.waiting(
        "CheckRollout",
        place.at() + ": every task runs " + plan.version(),
        "until ECS has completed it, at most " + plan.longest().toMinutes() + " minutes");
    return service;
  }

  /** {@code family:revision} of an ARN. */
  static String revision(String taskDefinition) {
    return taskDefinition.substring(taskDefinition.lastIndexOf('/') + 1);
  }

  private static String family(String taskDefinition) {
    var revision = revision(taskDefinition);
    return revision.substring(0, revision.lastIndexOf(':'));
  }
}
