package io.slipway.local.asl.definition;

import java.util.List;
import java.util.Optional;

/** One state of a flow. An empty {@code next} ends the flow. */
public sealed interface State {

  String name();

  /** What the state leaves behind. */
  Outcome outcome();

  /** What the state does about errors. */
  default ErrorHandling errors() {
    return ErrorHandling.NONE;
  }

  /** The value of the definition's field Type. */
  default String type() {
    return getClass().getSimpleName();
  }

  /** Gives its input or its output on. */
  record Pass(String name, Outcome outcome, Optional<String> next) implements State {}

  /** Calls something and waits for its result. */
  record Task(
      String name,
      String resource,
      Optional<Template> arguments,
      Optional<Template> timeoutSeconds,
      Optional<Template> heartbeatSeconds,
      ErrorHandling errors,
      Outcome outcome,
      Optional<String> next)
      implements State {

    private static final String BY_TOKEN = ".waitForTaskToken";

    /** Whether the task ends when somebody sends its token, not when the call returns. */
    public boolean endsByToken() {
      return resource.endsWith(BY_TOKEN);
    }
  }

  /** Goes on at the first rule that holds. */
  record Choice(String name, List<Rule> rules, Optional<String> otherwise, Outcome outcome)
      implements State {}

  /** Waits for a time or until a time; exactly one of both is given. */
  record Wait(
      String name,
      Optional<Template> seconds,
      Optional<Template> timestamp,
      Outcome outcome,
      Optional<String> next)
      implements State {}

  /** Ends its flow with success. */
  record Succeed(String name, Outcome outcome) implements State {}

  /** Ends its flow with an error. */
  record Fail(String name, Optional<Template> error, Optional<Template> cause) implements State {
    @Override
    public Outcome outcome() {
      return Outcome.NONE;
    }
  }

  /** Runs every branch with the same input. */
  record Parallel(
      String name,
      Optional<Template> arguments,
      List<Flow> branches,
      ErrorHandling errors,
      Outcome outcome,
      Optional<String> next)
      implements State {}

  /** Runs one flow for each item. */
  record Map(
      String name,
      Optional<Template> items,
      Optional<Template> itemSelector,
      Optional<Template> maxConcurrency,
      Tolerance tolerance,
      Flow processor,
      ErrorHandling errors,
      Outcome outcome,
      Optional<String> next)
      implements State {}
}
