package io.slipway.operation;

import io.slipway.domain.OperationRef;
import io.slipway.runtime.Sha256;

/**
 * The mark of a revision that an operation has made for one service: the same for the same
 * operation, service and content, so that making it again finds it, and undoing it finds it, too.
 */
public final class ReleaseMark {

  private ReleaseMark() {}

  /** {@code image} and the revision that is copied, which never changes, are its content. */
  public static String of(OperationRef ref, PlaceRollout rollout, String image) {
    return Sha256.hex(
        String.join(
            "\n", ref.operationId(), rollout.at().toString(), rollout.taskDefinition(), image));
  }
}
