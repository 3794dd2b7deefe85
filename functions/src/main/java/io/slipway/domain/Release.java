package io.slipway.domain;

import java.time.Instant;

/**
 * What ran, or runs, in a place: immutable once recorded.
 *
 * @param version the image's tag
 * @param specificationVersion the version of the specification, from 1
 * @param taskDefinition the ARN of the revision
 * @param deployedAt when its rollout had completed
 * @param operationId the operation that deployed it
 */
public record Release(
    ImageTag version,
    ImageDigest digest,
    int specificationVersion,
    String taskDefinition,
    Instant deployedAt,
    String operationId) {

  /** Whether another release has the same content, whenever either was deployed. */
  public boolean sameContent(Release other) {
    return digest.equals(other.digest) && specificationVersion == other.specificationVersion;
  }
}
