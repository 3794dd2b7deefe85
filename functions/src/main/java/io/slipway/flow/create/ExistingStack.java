package io.slipway.flow.create;

import io.slipway.aws.Stack;
import io.slipway.aws.StackState;
import io.slipway.domain.ApplicationStack;
import io.slipway.domain.OperationRef;

/** Whether a stack that is already there can be the one that a creation needs. */
final class ExistingStack {

  private ExistingStack() {}

  /**
   * A stack that this operation has asked for itself: its answer was lost, or it runs again. Or the
   * images of an application of this name that was deleted without them: they wait to be used
   * again. Any other stack is somebody else's.
   */
  static boolean mayBeUsed(Stack existing, ApplicationStack.Kind kind, OperationRef ref) {
    return existing.isMadeBy(ref)
        || (kind == ApplicationStack.Kind.IMAGES
            && existing.state() == StackState.READY
            && existing.belongsTo(ref.applicationName()));
  }
}
