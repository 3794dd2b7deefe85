package io.slipway.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operation will do if all goes well: its steps in order, and every change it will make in
 * AWS. What happens to several places at the same time stands place by place.
 */
public record Forecast(List<Step> steps, List<Change> changes) {

  /**
   * One state of the state machine.
   *
   * @param waits for what, and for how long at most; empty where it only works
   */
  public record Step(String state, String what, Optional<String> waits) {}

  /**
   * One call of an AWS API that changes something.
   *
   * @param service as in an IAM policy: {@code ecs}
   * @param action as in an IAM policy: {@code UpdateService}
   * @param resource the name of what is changed, or its ARN where it has no name
   * @param from what it is now, where that is known
   * @param to what it becomes
   */
  public record Change(
      String service, String action, String resource, Optional<String> from, Optional<String> to) {}

  public Forecast {
    steps = List.copyOf(steps);
    changes = List.copyOf(changes);
  }

  /** Gathers a forecast in the order in which things will happen. */
  static final class Gathering {

    private final List<Step> steps = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    Gathering step(String state, String what) {
      steps.add(new Step(state, what, Optional.empty()));
      return this;
    }

    Gathering waiting(String state, String what, String until) {
      steps.add(new Step(state, what, Optional.of(until)));
      return this;
    }

    Gathering change(String service, String action, String resource, String from, String to) {
      changes.add(
          new Change(
              service,
              action,
              resource,
              Optional.of(from).filter(text -> !text.isEmpty()),
              Optional.of(to).filter(text -> !text.isEmpty())));
      return this;
    }

    Forecast forecast() {
      return new Forecast(steps, changes);
    }
  }
}
