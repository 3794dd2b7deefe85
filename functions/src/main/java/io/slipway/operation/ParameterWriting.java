package io.slipway.operation;

import io.slipway.aws.SecretParameters;
import io.slipway.aws.Stack;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.Environment;
import io.slipway.domain.ParameterSet;
import io.slipway.domain.Rejected;
import io.slipway.domain.Release;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.IdempotencyKey;
import io.slipway.store.Inventory;
import io.slipway.store.Operations;
import io.slipway.store.ParameterVersion;
import io.slipway.store.ParameterVersions;
import io.slipway.store.Releases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gives an environment other parameters, all or none: records a version, writes its values under a
 * path of its own, and brings it into use by one transaction. See docs/decisions/0015.
 */
public final class ParameterWriting {

  /** From here on a request has no time left for another value. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final Duration BREATH = Duration.ofMillis(400);
  private static final int MOST_TRIES = 20;

  private final ParameterVersions versions;
  private final SecretParameters secrets;
  private final Operations operations;
  private final Inventory inventory;
  private final Releases releases;
  private final Clock clock;
  private final Platform.Pause pause;

  public ParameterWriting(Platform platform) {
    this.versions = new ParameterVersions(platform);
    this.secrets = new SecretParameters(platform);
    this.operations = new Operations(platform);
    this.inventory = new Inventory(platform);
    this.releases = new Releases(platform);
    this.clock = platform.clock();
    this.pause = platform.pause();
  }

  /**
   * What is asked for.
   *
   * @param base the version that is in use
   * @param by who asks
   * @param operationId of the deploy that is to follow, where one is
   */
  public record Change(
      Application application,
      Environment environment,
      ParameterRequest request,
      ParameterVersion base,
      String by,
      Optional<String> operationId) {

    ParameterVersion version(int number, Instant now) {
      var paths = new TreeMap<String, Integer>();
      request.keep().forEach(name -> paths.put(name, base.paths().get(name)));
      request.values().keySet().forEach(name -> paths.put(name, number));
      return new ParameterVersion(
          number,
          paths,
          new java.util.TreeSet<>(request.values().keySet()),
          false,
          by,
          now,
          Optional.empty(),
          operationId);
    }

    /** What changes, by name. */
    String message(int number) {
      var gone = new ArrayList<>(base.paths().keySet());
      gone.removeAll(request.keep());
      gone.removeAll(request.values().keySet());
      return "parameters of "
          + environment
          + ", version "
          + number
          + ": "
          + request.values().size()
          + " set, "
          + request.keep().size()
          + " kept"
          + (gone.isEmpty() ? "" : ", gone: " + String.join(", ", gone));
    }
  }

  /**
   * Writes them. Where it fails, the environment has the parameters that it had.
   *
   * @throws Rejected 400 where a parameter is to be kept that is not there, 409 where somebody else
   *     was faster
   * @throws RetryLater where Parameter Store does not take them in the time there is
   */
  public ParameterVersion write(Change change, Optional<IdempotencyKey> key) {
    var application = change.application().name();
    var environment = change.environment();
    change.request().requireThere(change.base().paths().keySet());
    int number = versions.nextNumber(application, environment);
    var version = change.version(number, clock.instant());
    versions.begin(application, environment, version);
    try {
      writeValues(change, number);
      versions.complete(
          application, environment, version, change.base(), change.message(number), key);
    } catch (Rejected | AwsRefused e) {
      if (!isComplete(application, environment, number)) {
        abandon(change, version);
        throw e;
      }
    }
    tidy(change.application(), environment);
    return versions.get(application, environment, number);
  }

  /** The first attempt of a call that was repeated may have had its effect. */
  private boolean isComplete(ApplicationName application, Environment environment, int number) {
    return versions
        .find(application, environment, number)
        .filter(ParameterVersion::complete)
        .isPresent();
  }

  private void writeValues(Change change, int number) {
    var tags =
        Map.of(
            Stack.APPLICATION,
            change.application().name().value(),
            Stack.ENVIRONMENT,
            change.environment().toString());
    var until = clock.instant().plus(LONGEST);
    change
        .request()
        .values()
        .forEach(
            (name, value) -> {
              var path =
                  ParameterSet.path(
                      change.application().name(), change.environment(), number, name);
              patiently(until, () -> secrets.write(path, value, tags));
            });
  }

  /** Parameter Store takes few writes a second. */
  private void patiently(Instant until, Runnable write) {
    for (int tries = 1; ; tries++) {
      try {
        write.run();
        return;
      } catch (RetryLater e) {
        if (tries >= MOST_TRIES || clock.instant().isAfter(until)) {
          throw e;
        }
        rest();
      }
    }
  }

  private void rest() {
    try {
      pause.forAWhile(BREATH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RetryLater("interrupted", e);
    }
  }

  /** Nobody has seen it. What cannot be removed now is tidied away later. */
  private void abandon(Change change, ParameterVersion version) {
    try {
      remove(change.application(), change.environment(), written(version));
      versions.remove(change.application().name(), change.environment(), version.number());
    } catch (RetryLater | AwsRefused e) {
      // it is recorded as not complete
    }
  }

  private static Set<ParameterTidying.Value> written(ParameterVersion version) {
    var written = new HashSet<ParameterTidying.Value>();
    version
        .written()
        .forEach(name -> written.add(new ParameterTidying.Value(name, version.number())));
    return written;
  }

  /**
   * Removes what nobody needs any more, unless an operation is at the environment, which may be
   * about to use it. What fails here is done after the next change.
   */
  private void tidy(Application application, Environment environment) {
    try {
      if (operations.running(application.name(), environment.group()).isPresent()) {
        return;
      }
      var current = versions.current(application.name(), environment).number();
      var tidying =
          ParameterTidying.of(
              versions.all(application.name(), environment),
              current,
              released(application, environment),
              clock.instant());
      remove(application, environment, tidying.values());
      tidying
          .versions()
          .forEach(number -> versions.remove(application.name(), environment, number));
    } catch (RetryLater | AwsRefused e) {
      // the parameters are as they were asked for, which is what the answer says
    }
  }

  private Set<Integer> released(Application application, Environment environment) {
    var released = new HashSet<Integer>();
    environment
        .places()
        .forEach(
            place ->
                releases.newestFirst(application.name(), place).stream()
                    .map(Release::parametersVersion)
                    .forEach(number -> number.ifPresent(released::add)));
    inventory.of(application.name(), environment.group()).stream()
        .flatMap(entry -> entry.release().stream())
        .forEach(release -> release.parametersVersion().ifPresent(released::add));
    return released;
  }

  private void remove(
      Application application, Environment environment, Set<ParameterTidying.Value> values) {
    secrets.delete(
        values.stream()
            .map(
                value ->
                    ParameterSet.path(
                        application.name(), environment, value.version(), value.name()))
            .toList());
  }
}
