package io.slipway.operation;

import io.slipway.aws.TaskDefinitions;
import io.slipway.domain.Environment;
import io.slipway.domain.ImageTag;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Release;
import io.slipway.domain.Role;
import io.slipway.domain.ServicePlace;
import io.slipway.operation.DeploySurvey.Basis;
import io.slipway.operation.Planned.Finding;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what deploys would make of the task definitions of an application. */
final class ReleasePlanning {

  private final DeploySurvey deploys;
  private final ReleaseDefinition definitions;
  private final TaskDefinitions taskDefinitions;

  ReleasePlanning(Platform platform) {
    this.deploys = new DeploySurvey(platform);
    this.definitions = new ReleaseDefinition(platform);
    this.taskDefinitions = new TaskDefinitions(platform);
  }

  /**
   * What was found.
   *
   * @param operations one deploy for each image
   */
  record Found(List<Planned.Step> operations, List<Planned.OfRelease> releases) {

    boolean changes() {
      return operations.stream().anyMatch(step -> !step.refused().isEmpty())
          || releases.stream().anyMatch(one -> one.finding() != Finding.SAME);
    }
  }

  /**
   * What comes of a deploy to each environment.
   *
   * @param recorded the rows of the inventory
   * @param images that each gets, by environment; empty where there is none yet
   * @param wanted whether somebody has asked for these images; else deploys that would change
   *     nothing are none
   */
  Found of(
      Application application,
      List<InventoryEntry> recorded,
      Map<Environment, Optional<ImageTag>> images,
      Basis basis,
      boolean wanted) {
    var groups = new LinkedHashMap<ImageTag, List<Environment>>();
    var releases = new ArrayList<Planned.OfRelease>();
    images.forEach(
        (environment, image) ->
            image.ifPresentOrElse(
                tag -> groups.computeIfAbsent(tag, unused -> new ArrayList<>()).add(environment),
                () -> releases.add(nothingDeployed(environment, recorded))));
    var operations = new ArrayList<Planned.Step>();
    groups.forEach(
        (tag, environments) -> {
          var found = of(application, tag, environments, basis);
          releases.addAll(found.releases());
          if (wanted || found.changes()) {
            operations.addAll(found.operations());
          }
        });
    return new Found(operations, releases);
  }

  private static Planned.OfRelease nothingDeployed(
      Environment environment, List<InventoryEntry> recorded) {
    var place =
        recorded.stream()
            .filter(entry -> entry.place().environment() == environment)
            .filter(entry -> entry.role().filter(Role.LIVE::equals).isEmpty())
            .map(InventoryEntry::place)
            .findFirst()
            .orElse(environment.places().getFirst());
    return release(ServicePlace.of(place), Finding.NOTHING_DEPLOYED);
  }

  private Found of(
      Application application, ImageTag tag, List<Environment> environments, Basis basis) {
    var objections = Objections.gathered();
    var names = environments.stream().map(Environment::toString).toList();
    var request =
        new DeployRequest(
            application.name(),
            Json.tree(names),
            Optional.of(tag),
            Optional.empty(),
            Optional.empty());
    var plan = deploys.of(application, request, basis, objections).plan();
    var forecast = plan.filter(unused -> objections.found().isEmpty()).map(RolloutForecast::of);
    var message =
        plan.filter(found -> !found.rollout().places().isEmpty())
            .map(found -> DeployPlanner.draft(application, request, found).message())
            .orElse(
                "deploys '" + application.name() + "' " + tag + " to " + String.join(", ", names));
    return new Found(
        List.of(
            new Planned.Step(
                OperationKind.DEPLOY,
                "POST /stacks/deploy",
                message,
                objections.found().stream().map(Planned.Refusal::of).toList(),
                forecast.map(Forecast::steps).orElse(List.of()),
                forecast.map(Forecast::changes).orElse(List.of()))),
        plan.map(found -> releases(found, basis)).orElse(List.of()));
  }

  private List<Planned.OfRelease> releases(DeployPlan plan, Basis basis) {
    var releases = new ArrayList<Planned.OfRelease>();
    for (var rollout : plan.rollout().places()) {
      releases.add(release(plan, rollout, basis));
      if (rollout.secondary().isEmpty()) {
        releases.addAll(comingAndGoing(rollout.entry(), basis));
      }
    }
    return releases;
  }

  private Planned.OfRelease release(DeployPlan plan, PlaceRollout rollout, Basis basis) {
    var rendered = definitions.of(rollout, basis.specification(), plan.deployed());
    var changes = taskDefinitions.changes(rollout.taskDefinition(), rendered);
    var had = rollout.entry().release().flatMap(Release::parametersVersion);
    boolean same = changes.isEmpty() && Objects.equals(had, rollout.parametersVersion());
    return new Planned.OfRelease(
        rollout.at(),
        same ? Finding.SAME : Finding.CHANGES,
        Optional.of(RolloutForecast.revision(rollout.taskDefinition())),
        Optional.of(plan.rollout().version()),
        Optional.of(plan.deployed().reference()),
        had,
        rollout.parametersVersion(),
        changes);
  }

  /** Services come with their stack, and a first revision with them; the next deploy has them. */
  private static List<Planned.OfRelease> comingAndGoing(InventoryEntry entry, Basis basis) {
    var names = new TreeSet<>(basis.specification().secondaryNames());
    names.addAll(entry.secondaries().keySet());
    return names.stream()
        .filter(
            name ->
                basis.specification().secondaryNames().contains(name)
                    != entry.secondaries().containsKey(name))
        .map(
            name ->
                release(
                    new ServicePlace(entry.place(), Optional.of(name)),
                    entry.secondaries().containsKey(name) ? Finding.GOES : Finding.COMES))
        .collect(Collectors.toList());
  }

  private static Planned.OfRelease release(ServicePlace place, Finding finding) {
    return new Planned.OfRelease(
        place,
        finding,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
