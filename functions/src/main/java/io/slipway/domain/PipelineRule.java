package io.slipway.domain;

import java.util.List;
import java.util.Optional;

/**
 * What a change of a source causes. Of several rules the first that fits is followed, and no other.
 *
 * @param name for people; may be left out
 * @param then in this order, each when the one before has succeeded; at least one
 */
public record PipelineRule(Optional<String> name, SourceFilter when, List<PipelineStage> then) {

  /** How many an application's webhook may have. */
  public static final int MOST = 30;

  /** How many stages one may have. */
  public static final int MOST_STAGES = 9;

  /**
   * What holds where nobody has said anything: a branch or tag builds, the default branch is also
   * deployed to dev, and a version goes through stage into production's idle slot, where it waits
   * for a person before customers get it.
   */
  public static final List<PipelineRule> DEFAULTS =
      List.of(
          new PipelineRule(
              Optional.of("version"),
              SourceFilter.of(SourceEvent.TAG).withTags(new Glob("v*")),
              List.of(
                  new PipelineStage.Build(),
                  new PipelineStage.Deploy(List.of(Environment.STAGE)),
                  new PipelineStage.Idle(),
                  new PipelineStage.Approval(PipelineStage.Approval.USUAL),
                  new PipelineStage.Release())),
          new PipelineRule(
              Optional.of("default branch"),
              SourceFilter.of(SourceEvent.PUSH).withBranches(new Glob(SourceFilter.DEFAULT_BRANCH)),
              List.of(
                  new PipelineStage.Build(), new PipelineStage.Deploy(List.of(Environment.DEV)))),
          new PipelineRule(
              Optional.of("build"),
              SourceFilter.of(SourceEvent.PUSH, SourceEvent.TAG),
              List.of(new PipelineStage.Build())));

  public PipelineRule {
    then = List.copyOf(then);
    if (then.isEmpty() || then.size() > MOST_STAGES) {
      throw new IllegalArgumentException("a rule has 1 to 9 stages but got " + then.size());
    }
  }

  /** The rule that a change follows; empty where none is for it. */
  public static Optional<PipelineRule> first(List<PipelineRule> rules, SourceChange change) {
    return rules.stream().filter(rule -> rule.when().fits(change)).findFirst();
  }
}
