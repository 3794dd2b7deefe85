package io.slipway.operation;

import io.slipway.domain.CommitId;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.runtime.Json;
import io.slipway.store.StepName;
import io.slipway.store.StepRecord;
import java.util.List;
import java.util.Optional;

/**
 * What a build has made, as the details of its last step have it.
 *
 * @param tags its commit, and the version that was asked for
 * @param built whether it was built now; otherwise it was there
 * @param scan what the scan of it said
 */
public record BuildResult(
    CommitId commit, ImageDigest digest, List<ImageTag> tags, boolean built, String scan) {

  /** The step that has it. */
  public static final StepName STEP = new StepName("FinishBuild", "");

  public BuildResult {
    tags = List.copyOf(tags);
  }

  /** The result of an operation with these steps; empty where it has none. */
  public static Optional<BuildResult> of(List<StepRecord> steps) {
    return steps.stream()
        .filter(step -> step.state().equals(STEP.state()))
        .filter(step -> step.outcome() == StepRecord.Outcome.DONE)
        .flatMap(step -> step.details().stream())
        .map(details -> Json.read(details, BuildResult.class))
        .findFirst();
  }

  /** The tag that people know it by: the version, or the commit. */
  public ImageTag tag() {
    return tags.getLast();
  }
}
