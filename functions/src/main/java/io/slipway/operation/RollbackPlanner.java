package io.slipway.operation;

import io.slipway.aws.Images;
import io.slipway.aws.Services;
import io.slipway.domain.Environment;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.OperationKind;
import io.slipway.domain.Place;
import io.slipway.domain.Rejected;
import io.slipway.domain.Release;
import io.slipway.domain.StrategyStep;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import io.slipway.store.Releases;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Plans the way back to a release that ran before. In production that is one change of weights
 * where the other slot still has the release; otherwise the release is rolled out there first.
 */
public final class RollbackPlanner implements Planner<RollbackRequest> {

  /** Nothing is watched between the shift and its end: what comes back has been live before. */
  private static final List<StrategyStep> AT_ONCE =
      List.of(new StrategyStep(100, Duration.ofSeconds(1), false));

  private final Applications applications;
  private final Operations operations;
  private final Inventory inventory;
  private final Releases releases;
  private final ProductionSurvey production;
  private final PlaceSurvey places;
  private final DriftSurvey drift;
  private final Images images;
  private final Services services;

  public RollbackPlanner(Platform platform) {
    this.applications = new Applications(platform);
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.releases = new Releases(platform);
    this.production = new ProductionSurvey(platform);
    this.places = new PlaceSurvey(platform);
    this.drift = new DriftSurvey(platform);
    this.images = new Images(platform);
    this.services = new Services(platform);
  }

  @Override
  public OperationKind kind() {
    return OperationKind.ROLLBACK;
  }

  @Override
  public Class<RollbackRequest> requestType() {
    return RollbackRequest.class;
  }

  @Override
  public Draft plan(RollbackRequest request) {
    var application = applications.usable(request.applicationName());
    var environment = request.environment();
    var locks = List.of(environment.group());
    operations.requireFree(application.name(), locks);
    var recorded = new EnvironmentsOf(application, inventory.of(application.name()));
    application.require(environment);
    var settled = drift.settle(application, recorded.in(List.of(environment)), request.drift());
    var environments = recorded.with(settled.entries());
    var plan =
        environment == Environment.PROD
            ? production(environments, settled, request.version())
            : rolling(environments, environment, request.version());
    return new Draft(
            application.name(),
            locks,
            plan,
            "takes '"
                + application.name()
                + "' back to "
                + plan.release().version()
                + " in "
                + environment,
            Optional.empty())
        .adopting(settled.adoptions());
  }

  @Override
  public Claim claim(RollbackRequest request) {
    var application = applications.get(request.applicationName());
    application.require(request.environment());
    return Claim.on(application, List.of(request.environment().group()));
  }

  @Override
  public Forecast forecast(Draft draft) {
    return RollbackForecast.of((RollbackPlan) draft.plan());
  }

  private RollbackPlan rolling(
      EnvironmentsOf environments, Environment environment, Optional<String> version) {
    var application = environments.application();
    var entry = environments.in(environment.places().getFirst());
    var where = environment.toString();
    var choice = new ReleaseChoice(where, ReleaseChoice.current(where, entry.release()));
    var recorded = releases.newestFirst(application.name(), entry.place());
    var release = version.map(v -> choice.of(v, recorded)).orElseGet(() -> choice.before(recorded));
    return new RollbackPlan(
        release, Optional.of(rollout(application, release, entry)), Optional.empty());
  }

  private RollbackPlan production(
      EnvironmentsOf environments, DriftSurvey.Settled settled, Optional<String> version) {
    var application = environments.application();
    var slots = production.slots(application.name(), settled);
    var live = slots.live();
    var idle = slots.idle();
    var choice = new ReleaseChoice("prod", ReleaseChoice.current("prod", live.release()));
    var release = choose(choice, application, live.place(), idle.place(), version);
    var shift =
        new ShiftPlan(
            live,
            idle.with(release),
            release,
            AT_ONCE,
            Math.max(1, live.size().desired()),
            false,
            Duration.ZERO,
            List.of());
    boolean stillThere =
        !slots.stopped()
            && idle.release().filter(release::sameContent).isPresent()
            && services
                .read(idle.address())
                .primary()
                .taskDefinition()
                .equals(release.taskDefinition());
    var rollout =
        stillThere
            ? Optional.<RolloutPlan>empty()
            : Optional.of(rollout(application, release, environments.in(idle.place())));
    return new RollbackPlan(release, rollout, Optional.of(shift));
  }

  /**
   * Deploys go to the idle slot only, so what was live when the current release came is the newest
   * release that the other slot had by then, whatever has been tried there since.
   */
  private Release choose(
      ReleaseChoice choice,
      Application application,
      Place live,
      Place idle,
      Optional<String> version) {
    var there = releases.newestFirst(application.name(), idle);
    if (version.isEmpty()) {
      return choice.before(there);
    }
    var here = releases.newestFirst(application.name(), live);
    return choice.of(version.get(), Stream.concat(there.stream(), here.stream()).toList());
  }

  private RolloutPlan rollout(Application application, Release release, InventoryEntry entry) {
    requireImage(application, release);
    return new RolloutPlan(
        release.version(),
        release.digest(),
        release.specificationVersion(),
        RolloutPlan.LONGEST,
        places.of(application, entry, release.specificationVersion(), release.parametersVersion()));
  }

  private void requireImage(Application application, Release release) {
    boolean there =
        images
            .withDigest(application.repository(), release.digest(), release.version())
            .isPresent();
    if (!there) {
      throw new Rejected(
          409,
          "image-gone",
          "the image of "
              + release.version()
              + " ("
              + release.digest()
              + ") is not in the repository '"
              + application.repository()
              + "' any more");
    }
  }
}
