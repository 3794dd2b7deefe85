package io.slipway.domain;

import java.time.Instant;
import java.util.Optional;

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
 */
public record Release(
    ImageTag version,
    ImageDigest digest,
    int specificationVersion,
    String taskDefinition,
    Instant deployedAt,
    String operationId,
    Optional<Integer> parametersVersion) {

  /** Whether another release has the same content, whenever either was deployed. */
  public boolean sameContent(Release other) {
    return digest.equals(other.digest)
        && specificationVersion == other.specificationVersion
        && parametersVersion.equals(other.parametersVersion);
  }
}
