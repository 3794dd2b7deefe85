package io.slipway.operation;

import io.slipway.aws.Capacity;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Place;
import io.slipway.domain.StatusAction;
import io.slipway.runtime.Platform;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans how environments are stopped, or started again with the size that they had; of production
 * that is the slot that no customer is led to.
 */
public final class SetStatusPlanner implements Planner<SetStatusRequest> {

  private final Applications applications;
  private final Operations operations;
  private final Inventory inventory;
  private final ProductionSurvey production;
  private final DriftSurvey drift;
  private final Capacity capacity;

  public SetStatusPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.production = new ProductionSurvey(platform);
    this.drift = new DriftSurvey(platform);
    this.capacity = new Capacity(platform);
  }

  @Override
  public OperationKind kind() {
    return OperationKind.SET_STATUS;
  }

  @Override
  public Class<SetStatusRequest> requestType() {
    return SetStatusRequest.class;
  }

  @Override
  public Draft plan(SetStatusRequest request) {
    var application = applications.usable(request.applicationName());
    var locks = locks(request.environments());
    operations.requireFree(application.name(), locks);
    var recorded = new EnvironmentsOf(application, inventory.of(application.name()));
    request.environments().forEach(application::require);
    var settled = drift.settle(application, recorded.in(request.environments()), request.drift());
    var environments = recorded.with(settled.entries());
    var places = new ArrayList<PlaceStatus>();
    var unchanged = new ArrayList<String>();
    for (var environment : request.environments()) {
      var entry = environments.in(place(application.name(), environment, settled));
      switch (PlaceStatus.decide(request.action(), entry, capacity.size(entry.address()))) {
        case PlaceStatus.Decision.Changes changes -> {
          places.add(changes.status());
          places.addAll(following(request.action(), entry));
        }
        case PlaceStatus.Decision.Stays stays -> unchanged.add(stays.why());
      }
    }
    var plan = new StatusPlan(request.action(), RolloutPlan.LONGEST, places, unchanged);
    return new Draft(
            application.name(), locks, plan, message(application.name(), plan), Optional.empty())
        .adopting(settled.adoptions());
  }

  @Override
  public Claim claim(SetStatusRequest request) {
    var application = applications.get(request.applicationName());
    request.environments().forEach(application::require);
    return Claim.on(application, locks(request.environments()));
  }

  @Override
  public Forecast forecast(Draft draft) {
    return StatusForecast.of((StatusPlan) draft.plan());
  }

  private List<PlaceStatus> following(StatusAction action, InventoryEntry entry) {
    return entry.services().stream()
        .flatMap(
            service ->
                service.secondary().stream()
                    .flatMap(
                        name ->
                            PlaceStatus.following(
                                action, entry, name, capacity.size(entry.id(service)))
                                .stream()))
        .toList();
  }

  private static List<EnvironmentGroup> locks(List<Environment> environments) {
    return environments.stream().map(Environment::group).distinct().sorted().toList();
  }

  /** In production only the slot without customers is stopped or started. */
  private Place place(
      ApplicationName application, Environment environment, DriftSurvey.Settled settled) {
    return environment == Environment.PROD
        ? production.slots(application, settled).idle().place()
        : environment.places().getFirst();
  }

  private static String message(ApplicationName application, StatusPlan plan) {
    var unchanged = String.join(", ", plan.unchanged());
    if (plan.places().isEmpty()) {
      return "leaves '" + application + "' as it is: " + unchanged;
    }
    return (plan.action() == StatusAction.STOP ? "stops '" : "starts '")
        + application
        + "' in "
        + plan.primaries().stream()
            .map(PlaceStatus::place)
            .map(place -> (place.isSlot() ? "the idle slot " : "") + place)
            .collect(Collectors.joining(", "))
        + (unchanged.isEmpty() ? "" : "; " + unchanged);
  }
}
