package io.slipway.operation;

import io.slipway.domain.Span;
import io.slipway.domain.StrategyStep;
import java.util.List;

/**
 * What a state machine that moves traffic steers by.
 *
 * @param migrates whether the next release runs something before it gets traffic
 * @param checksPreview whether the preview host is asked before that
 * @param routes whether some requests always go to the next release
 */
public record ShiftFacts(
    List<Step> steps, boolean migrates, boolean checksPreview, boolean routes) {

  /**
   * One step: the share, how long it is watched, whether a person approves it before.
   *
   * @param approvalWithin {@code approvalSeconds} as people read it
   */
  public record Step(
      int weight, long bakeSeconds, boolean approval, long approvalSeconds, String approvalWithin) {

    static Step of(StrategyStep step) {
      return new Step(
          step.weight(),
          step.bake().toSeconds(),
          step.approval(),
          step.approvalTime().toSeconds(),
          Span.of(step.approvalTime()));
    }
  }
}
