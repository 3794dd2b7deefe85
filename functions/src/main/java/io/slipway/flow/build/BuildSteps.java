package io.slipway.flow.build;

import io.slipway.store.StepName;

/** The steps of a build that more than one function writes. */
final class BuildSteps {

  static final StepName BUILD = new StepName("BuildImage", "");
  static final StepName SCAN = new StepName("CheckImage", "");

  private BuildSteps() {}
}
