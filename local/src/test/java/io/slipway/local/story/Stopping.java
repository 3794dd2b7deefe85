package io.slipway.local.story;

import io.slipway.local.asl.Transitioned;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/** Somebody who stops an execution in the console as soon as it has entered one of its states. */
final class Stopping implements Transitioned {

  private final Scenario scenario;
  private final Set<String> entered = new LinkedHashSet<>();
  private int wanted;
  private boolean stopped;

  Stopping(Scenario scenario) {
    this.scenario = scenario;
    scenario.slipway().machines().listen(this);
  }

  /** Stops the next execution in its state of this number, from 1. */
  void inState(int number) {
    entered.clear();
    stopped = false;
    wanted = number;
  }

  /** Whether it had so many states. */
  boolean hasStopped() {
    return stopped;
  }

  /** In which state that was. */
  String state() {
    return entered.stream().skip(wanted - 1).findFirst().orElse("none");
  }

  @Override
  public void entered(String machineArn, String executionArn, String stateName) {
    if (machineArn.endsWith("-recover") || stopped) {
      return;
    }
    if (entered.add(stateName) && entered.size() == wanted) {
      stopped = true;
      scenario
          .slipway()
          .timeline()
          .after(
              Duration.ZERO,
              () -> scenario.slipway().machines().stop(executionArn, "Stopped", "by hand"));
    }
  }

  @Override
  public void exited(String machineArn, String executionArn, String stateName) {}
}
