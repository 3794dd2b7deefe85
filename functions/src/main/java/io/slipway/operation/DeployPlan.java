package io.slipway.operation;

import io.slipway.domain.Image;

/**
 * What a deploy does.
 *
 * @param repositoryUri where the image is
 * @param rollout what is rolled out where, with the snapshot of what is live
 */
public record DeployPlan(String repositoryUri, RolloutPlan rollout) {

  /** The image that is deployed. */
  public Image deployed() {
    return new Image(repositoryUri, rollout.version(), rollout.digest());
  }
}
