package io.slipway.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What ran, or runs, in a place: immutable once recorded.
 *
 * @param version the image's tag
 * @param specificationVersion the version of the specification, from 1
 * @param taskDefinition the ARN of the revision
 * @param deployedAt when its rollout had completed
 * @param operationId the operation that deployed it
 * @param parametersVersion the version of the environment's parameters that it runs with; empty
 *     without any
 * @param secondaries the ARNs of the revisions of the services besides the one that customers
 *     reach, by their names in the specification
 */
public record Release(
    ImageTag version,
    ImageDigest digest,
    int specificationVersion,
    String taskDefinition,
    Instant deployedAt,
    String operationId,
    Optional<Integer> parametersVersion,
    SortedMap<String, String> secondaries) {

  public Release {
    secondaries = Collections.unmodifiableSortedMap(new TreeMap<>(secondaries));
  }

  /** A release of one service. */
  public Release(
      ImageTag version,
      ImageDigest digest,
      int specificationVersion,
      String taskDefinition,
      Instant deployedAt,
      String operationId,
      Optional<Integer> parametersVersion) {
    this(
        version,
        digest,
        specificationVersion,
        taskDefinition,
        deployedAt,
        operationId,
        parametersVersion,
        new TreeMap<>());
  }

  /** The ARN of the revision of one of its services. */
  public String revision(ServicePlace service) {
    return service
        .secondary()
        .map(
            name ->
                Optional.ofNullable(secondaries.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no revision of " + name)))
        .orElse(taskDefinition);
  }

  /** Whether another release has the same content, whenever either was deployed. */
  public boolean sameContent(Release other) {
    return digest.equals(other.digest)
        && specificationVersion == other.specificationVersion
        && parametersVersion.equals(other.parametersVersion);
  }
}
