package io.slipway.spec;

import io.slipway.spec.shape.Key;

/** What has to hold of another container before one starts. */
public record Dependency(
    @Key(
            says = "its name",
            pattern = Words.NAME,
            expects = Words.NAME_SAYS,
            aws = "ContainerDefinition.DependsOn.ContainerName")
        String containerName,
    @Key(
            says = "START, COMPLETE, SUCCESS or HEALTHY",
            aws = "ContainerDefinition.DependsOn.Condition")
        Dependency.Condition condition) {

  /** How far the other has to be. */
  public enum Condition {
    START,
    COMPLETE,
    SUCCESS,
    HEALTHY
  }
}
