package io.slipway.api;

import io.slipway.aws.Images;
import io.slipway.aws.ServiceWatch;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Drift;
import io.slipway.domain.Environment;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Place;
import io.slipway.domain.Release;
import io.slipway.domain.Role;
import io.slipway.domain.ServiceSeen;
import io.slipway.domain.Stopped;
import io.slipway.runtime.Answer;
import io.slipway.runtime.Call;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Route;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code GET /stacks/{applicationName}/environments/{environment}}: what an environment runs, and
 * how: the release by tag, digest and commit, its tasks, what ECS says about them.
 */
public final class GetEnvironment extends Route {

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");
  private static final int SHORT = 7;

  private final Applications applications;
  private final Inventory inventory;
  private final Operations operations;
  private final ServiceWatch services;
  private final Images images;

  /** The whole answer; production has its slots. */
  record Shown(
      String applicationName,
      Environment environment,
      Optional<String> currentOperation,
      List<Line> places) {}

  /**
   * One place.
   *
   * @param release empty until the first deploy
   * @param service the one that customers reach; empty where somebody has deleted it
   * @param secondaries the others that are there, by their names in the specification
   * @param stopped since when, and what a start gives back; empty where it runs
   */
  record Line(
      Place place,
      Optional<Role> role,
      String url,
      Optional<Version> release,
      Optional<ServiceSeen> service,
      SortedMap<String, ServiceSeen> secondaries,
      Optional<Stopped> stopped,
      Optional<Drift> drift) {}

  /**
   * What is deployed.
   *
   * @param commit a tag of the image that is a commit's hash, where it has one
   * @param brief the tag, and the beginning of the commit or the digest
   */
  record Version(
      String tag,
      String digest,
      Optional<String> commit,
      String brief,
      int specificationVersion,
      Optional<Integer> parametersVersion,
      String taskDefinition,
      Instant deployedAt,
      String operationId) {}

  public GetEnvironment() {
    this(Platform.fromEnvironment());
  }

  public GetEnvironment(Platform platform) {
    this.applications = new Applications(platform);
    this.inventory = new Inventory(platform);
    this.operations = new Operations(platform);
    this.services = new ServiceWatch(platform);
    this.images = new Images(platform);
  }

  @Override
  protected Answer answer(Call call) {
    call.allowQuery(Set.of());
    var application = applications.get(new ApplicationName(call.path("applicationName")));
    var environment = Environment.of(call.path("environment"));
    application.require(environment);
    return Answer.ok(
        new Shown(
            application.name().value(),
            environment,
            operations.running(application.name(), environment.group()),
            inventory.of(application.name(), environment.group()).stream()
                .filter(entry -> entry.place().environment() == environment)
                .map(entry -> line(application, entry))
                .toList()));
  }

  private Line line(Application application, InventoryEntry entry) {
    return new Line(
        entry.place(),
        entry.role(),
        entry.address().url(),
        entry.release().map(release -> version(application, release)),
        services.look(entry.address()),
        secondaries(entry),
        entry.stopped(),
        entry.drift());
  }

  private SortedMap<String, ServiceSeen> secondaries(InventoryEntry entry) {
    var seen = new TreeMap<String, ServiceSeen>();
    entry
        .secondaries()
        .forEach(
            (name, service) -> services.look(service).ifPresent(found -> seen.put(name, found)));
    return seen;
  }

  private Version version(Application application, Release release) {
    var commit =
        images.tags(application.repository(), release.digest()).stream()
            .filter(tag -> COMMIT.matcher(tag).matches())
            .findFirst();
    var tag = release.version().value();
    var mark = commit.orElseGet(() -> release.digest().value().replaceFirst("^sha256:", ""));
    return new Version(
        tag,
        release.digest().value(),
        commit,
        tag.equals(mark) ? mark.substring(0, SHORT) : tag + " (" + mark.substring(0, SHORT) + ")",
        release.specificationVersion(),
        release.parametersVersion(),
        release.taskDefinition(),
        release.deployedAt(),
        release.operationId());
  }
}
