package io.slipway.flow.delete;

import io.slipway.aws.RetiredRevisions;
import io.slipway.domain.OperationRef;
import io.slipway.domain.PlaceNames;
import io.slipway.operation.DeleteStackPlan;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.util.Map;

/**
 * Deregisters and deletes the task definition revisions of an application, so many at a time as fit
 * into one run. Their services are gone before.
 */
public final class RetireReleases extends Step<RetireReleases.Input, RetireReleases.Output> {

  private static final int MOST = RetiredRevisions.MOST_IN_A_RUN;

  /** The operation. */
  public record Input(OperationRef operation) {}

  /**
   * How far it is.
   *
   * @param done whether there is nothing left to retire
   * @param retired how many revisions this run has dealt with
   */
  public record Output(boolean done, int retired) {}

  private final Operations operations;
  private final Progress progress;
  private final RetiredRevisions revisions;

  public RetireReleases() {
    this(Platform.fromEnvironment());
  }

  public RetireReleases(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.revisions = new RetiredRevisions(platform);
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var plan = Json.read(operations.get(ref.operationId()).plan(), DeleteStackPlan.class);
    var step = StepName.of("RetireReleases", "");
    progress.begin(ref, step, "deletes the task definitions of '" + ref.applicationName() + "'");
    int retired = 0;
    var families =
        plan.places().stream()
            .flatMap(place -> plan.families(new PlaceNames(ref.applicationName(), place)).stream())
            .toList();
    for (var family : families) {
      retired += revisions.retire(family, MOST - retired);
      if (retired >= MOST) {
        return new Output(false, retired);
      }
    }
    progress.done(ref, step, "no task definition is left", Map.of("retired", retired));
    return new Output(true, retired);
  }
}
