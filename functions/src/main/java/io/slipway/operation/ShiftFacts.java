package io.slipway.operation;

import java.util.List;

/** What a state machine that moves traffic steers by. */
public record ShiftFacts(List<Step> steps) {

  /** One step: the share, how long it is watched, whether a person approves it before. */
  public record Step(int weight, long bakeSeconds, boolean approval) {}
}
