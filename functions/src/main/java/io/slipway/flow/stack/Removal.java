package io.slipway.flow.stack;

import io.slipway.domain.OperationRef;
import java.util.List;
import java.util.Map;

/** What a machine that removes stacks sends with each round, and gets back from it. */
public final class Removal {

  private Removal() {}

  /**
   * What the machine sends.
   *
   * @param pending the names of the stacks that were not gone after the round before
   * @param asked the id of each stack that was asked to go, by its name: only its id finds a stack
   *     that is gone
   * @param last whether there will not be another round
   */
  public record Input(
      OperationRef operation, List<String> pending, Map<String, String> asked, boolean last) {}

  /**
   * What the machine gets.
   *
   * @param reason why it failed; empty otherwise
   */
  public record Output(
      Verdict verdict, List<String> pending, Map<String, String> asked, String reason) {}

  /** What the machine does next. */
  public enum Verdict {
    /** Come again. */
    WAIT,
    /** All that was to go is gone. */
    REMOVED,
    /** Something stays. */
    FAILED
  }
}
