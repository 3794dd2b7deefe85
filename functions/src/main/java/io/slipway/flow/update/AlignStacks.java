package io.slipway.flow.update;

import io.slipway.aws.ProposedTemplate;
import io.slipway.aws.Stack;
import io.slipway.domain.OperationRef;
import io.slipway.operation.StackChange;
import io.slipway.operation.StackChange.Look;
import io.slipway.operation.StackChange.Wanted;
import io.slipway.operation.StackUpdate;
import io.slipway.operation.StackValues;
import io.slipway.operation.UpdatePlan;
import io.slipway.runtime.Platform;

/**
 * Tells CloudFormation what Slipway has moved since a stack was made or last updated: its template
 * stays, and gets the values that are so. Nothing becomes otherwise by that; but from then on what
 * CloudFormation would go back to, were the update itself to fail, is what customers have now. For
 * the same reason what this has done stays where it fails.
 */
public final class AlignStacks extends RoundStep {

  private static final String STATE = "AlignStacks";

  private final StackChange change;
  private final StackValues values;

  public AlignStacks() {
    this(Platform.fromEnvironment());
  }

  public AlignStacks(Platform platform) {
    super(platform, "CloudFormation is told the present values of");
    this.change = new StackChange(platform);
    this.values = new StackValues(platform);
  }

  @Override
  protected Look look(OperationRef ref, UpdatePlan plan, StackUpdate update, Stack stack) {
    return change.carriedOut(
        ref,
        STATE,
        stack,
        StackChange.name(StackChange.ALIGN, ref, stack.name()),
        true,
        () -> {
          values.requireAsPlanned(ref.applicationName(), update);
          return new Wanted(
              ProposedTemplate.PRESENT,
              update.values(),
              "Tells CloudFormation what Slipway has moved");
        });
  }
}
