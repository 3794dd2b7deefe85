package io.slipway.local.simulation.invariant;

import io.slipway.domain.InventoryEntry;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** R7: what runs, or is idle, can be started again: its revision and its image are there. */
final class WayBackStays extends Rule {

  private static final int MOST_APPLICATIONS = 1000;

  WayBackStays(Journal journal) {
    super(
        "R7",
        "the revision and the image of every release in the inventory exist until the application"
            + " is deleted",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    if (!(effect.request() instanceof DeregisterTaskDefinitionRequest gone)) {
      return List.of();
    }
    var by = journal.by(effect);
    boolean allowed = by.isEmpty() || by.get().isWhole();
    boolean inUse =
        !allowed
            && new Inventory(view.platform())
                .of(new io.slipway.domain.ApplicationName(by.get().application)).stream()
                    .flatMap(entry -> entry.release().stream())
                    .anyMatch(release -> release.taskDefinition().equals(gone.taskDefinition()));
    return inUse
        ? List.of(
            "%s takes %s out of use, which is in use".formatted(by.get(), gone.taskDefinition()))
        : List.of();
  }

  @Override
  public List<String> atRest(View view) {
    var found = new ArrayList<String>();
    for (var application : applications(view)) {
      for (var entry : new Inventory(view.platform()).of(application.name())) {
        check(view, entry, found);
      }
    }
    return found;
  }

  /** Those that are whole: neither being made or deleted, nor broken. */
  static List<Application> applications(View view) {
    return new Applications(view.platform())
        .list(MOST_APPLICATIONS, Optional.empty()).applications().stream()
            .filter(application -> application.state() == Application.State.ACTIVE)
            .toList();
  }

  private static void check(View view, InventoryEntry entry, List<String> found) {
    entry
        .release()
        .ifPresent(
            release -> {
              if (!isActive(view, release.taskDefinition())) {
                found.add(
                    "%s of %s has %s, which is not active"
                        .formatted(entry.place(), entry.application(), release.taskDefinition()));
              }
              boolean excused =
                  disturbed(
                      view, entry.application().value(), Instant.MIN, Interference.Kind.DEPENDENCY);
              boolean there =
                  view.account().images().list().stream()
                      .anyMatch(image -> image.digest().equals(release.digest().value()));
              if (!excused && !there) {
                found.add(
                    "%s of %s has an image that is gone: %s"
                        .formatted(entry.place(), entry.application(), release.version()));
              }
            });
  }

  private static boolean isActive(View view, String taskDefinition) {
    try {
      return view.account()
              .ecs()
              .describeTaskDefinition(request -> request.taskDefinition(taskDefinition))
              .taskDefinition()
              .status()
          == TaskDefinitionStatus.ACTIVE;
    } catch (EcsException e) {
      return false;
    }
  }
}
