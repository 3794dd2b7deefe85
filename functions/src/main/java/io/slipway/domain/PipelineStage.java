package io.slipway.domain;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** One thing that a pipeline does after another. */
public sealed interface PipelineStage {

  /** What it is called where rules are written. */
  String word();

  /** The environments that must never go back to an older push by it. */
  default List<String> targets() {
    return switch (this) {
      case Deploy deploy -> deploy.environments().stream().map(Environment::toString).toList();
      case Idle unused -> List.of(Environment.PROD.toString());
      case Release unused -> List.of(Environment.PROD.toString());
      case Build unused -> List.of();
      case Approval unused -> List.of();
    };
  }

  /** Makes an image of the commit, unless there is one. */
  record Build() implements PipelineStage {

    @Override
    public String word() {
      return "build";
    }

    @Override
    public String toString() {
      return word();
    }
  }

  /**
   * Deploys the image.
   *
   * @param environments at least one, each once; not production, whose idle slot is {@link Idle}
   */
  record Deploy(List<Environment> environments) implements PipelineStage {

    public Deploy {
      environments = List.copyOf(environments);
    }

    @Override
    public String word() {
      return "deploy";
    }

    @Override
    public String toString() {
      return "deploy to "
          + environments.stream().map(Environment::toString).collect(Collectors.joining(", "));
    }
  }

  /** Deploys the image to production's idle slot. */
  record Idle() implements PipelineStage {

    @Override
    public String word() {
      return "idle";
    }

    @Override
    public String toString() {
      return word();
    }
  }

  /**
   * Waits for a person.
   *
   * @param within how long that person has
   */
  record Approval(Duration within) implements PipelineStage {

    public static final Duration SHORTEST = Duration.ofMinutes(1);
    public static final Duration USUAL = Duration.ofDays(7);
    public static final Duration LONGEST = Duration.ofDays(14);

    @Override
    public String word() {
      return "approval";
    }

    @Override
    public String toString() {
      return word();
    }
  }

  /** Moves production's traffic to the idle slot by the application's strategy. */
  record Release() implements PipelineStage {

    @Override
    public String word() {
      return "release";
    }

    @Override
    public String toString() {
      return word();
    }
  }
}
