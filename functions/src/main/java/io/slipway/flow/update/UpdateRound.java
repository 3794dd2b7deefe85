package io.slipway.flow.update;

import io.slipway.domain.OperationRef;
import java.util.List;

/** What the machine sends with each round of a step about stacks, and gets back from it. */
public final class UpdateRound {

  private UpdateRound() {}

  /**
   * What the machine sends.
   *
   * @param pending the names of the stacks that were not done after the round before
   * @param last whether there will not be another round
   */
  public record Input(OperationRef operation, List<String> pending, boolean last) {}

  /**
   * What the machine gets.
   *
   * @param pending the stacks that are not done
   * @param reason why it failed or was aborted; empty otherwise
   */
  public record Output(Verdict verdict, List<String> pending, String reason) {}

  /** What the machine does next. */
  public enum Verdict {
    /** Come again. */
    WAIT,
    READY,
    FAILED,
    /** A caller wants it to end. */
    ABORTED
  }
}
