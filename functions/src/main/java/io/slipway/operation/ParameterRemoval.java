package io.slipway.operation;

import io.slipway.aws.SecretParameters;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Environment;
import io.slipway.domain.ParameterSet;
import io.slipway.runtime.Platform;
import io.slipway.store.ParameterVersions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Removes every parameter of an application, version by version, the oldest first. */
public final class ParameterRemoval {

  /** As many as Parameter Store deletes in well under half a minute, ten with a call. */
  private static final int MOST_IN_A_RUN = 200;

  private final ParameterVersions versions;
  private final SecretParameters secrets;

  public ParameterRemoval(Platform platform) {
    this.versions = new ParameterVersions(platform);
    this.secrets = new SecretParameters(platform);
  }

  /**
   * What goes with one version.
   *
   * @param names in Parameter Store; what went with an earlier one is left out
   */
  public record Part(Environment environment, int version, List<String> names) {}

  /** Everything that is there, in the order in which it goes. */
  public List<Part> parts(ApplicationName application) {
    var parts = new ArrayList<Part>();
    for (var environment : Environment.values()) {
      var before = new HashSet<String>();
      for (var version : versions.all(application, environment)) {
        var names =
            ParameterTidying.values(version).stream()
                .map(
                    value ->
                        ParameterSet.path(application, environment, value.version(), value.name()))
                .filter(before::add)
                .toList();
        parts.add(new Part(environment, version.number(), names));
      }
    }
    return parts;
  }

  /**
   * Removes about 200 parameters, whole versions at a time, and forgets all where none is left.
   *
   * @return how many are left to remove
   */
  public int removeSome(ApplicationName application) {
    int removed = 0;
    var left = new ArrayList<>(parts(application));
    while (!left.isEmpty() && removed < MOST_IN_A_RUN) {
      var part = left.removeFirst();
      secrets.delete(part.names());
      versions.remove(application, part.environment(), part.version());
      removed += part.names().size();
    }
    if (left.isEmpty()) {
      versions.forget(application);
    }
    return left.stream().mapToInt(part -> part.names().size()).sum();
  }
}
