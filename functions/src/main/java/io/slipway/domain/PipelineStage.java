package io.slipway.domain;

import java.time.Duration;
import java.util.List;

/** One thing that a pipeline does after another. */
public sealed interface PipelineStage {

  /** What it is called where rules are written. */
  String word();

  /** Makes an image of the commit, unless there is one. */
  record Build() implements PipelineStage {

    @Override
    public String word() {
      return "build";
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
  }

  /** Deploys the image to production's idle slot. */
  record Idle() implements PipelineStage {

    @Override
    public String word() {
      return "idle";
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
  }

  /** Moves production's traffic to the idle slot by the application's strategy. */
  record Release() implements PipelineStage {

    @Override
    public String word() {
      return "release";
    }
  }

  /** Makes or updates the preview environment of a pull request. */
  record Preview() implements PipelineStage {

    @Override
    public String word() {
      return "preview";
    }
  }

  /** Deletes the preview environment of a pull request, where there is one. */
  record Teardown() implements PipelineStage {

    @Override
    public String word() {
      return "teardown";
    }
  }
}
