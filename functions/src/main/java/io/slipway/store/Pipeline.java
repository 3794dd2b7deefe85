package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Control;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.OperationState;
import io.slipway.domain.PipelineStage;
import io.slipway.domain.PushOrder;
import io.slipway.domain.Quoted;
import io.slipway.domain.SourceEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a change of a source has caused: stages, one after another, most of them operations.
 *
 * @param webhook the id of the webhook whose rules it follows
 * @param rule what people call that rule
 * @param source what has changed
 * @param stages in their order; none where there was nothing to do
 * @param line what it is ordered in, see {@link Precedence}
 * @param number its place there
 * @param state RUNNING, or how it has ended
 * @param stage the number of the stage that it is at, from 1; 0 before the first
 * @param token of the execution, where it waits for the end of that stage
 * @param since when that stage has begun
 * @param control that a caller wants it to end
 * @param image what is deployed, where it was there from the beginning
 * @param message what a person reads: what it does, or how it has ended
 */
public record Pipeline(
    String id,
    ApplicationName application,
    String webhook,
    Optional<String> rule,
    Source source,
    List<PipelineStage> stages,
    String line,
    long number,
    String startedBy,
    Instant startedAt,
    OperationState state,
    int stage,
    Optional<String> token,
    Optional<Instant> since,
    Optional<Control> control,
    Optional<StoredImage> image,
    String message,
    Optional<Instant> endedAt) {

  /**
   * The change.
   *
   * @param ref a branch, a tag, or the number of a pull request
   * @param commit empty where the provider has not said
   * @param before the commit that it replaced, where that is known
   * @param author who has caused it
   * @param at when, by the provider's clock
   */
  public record Source(
      SourceEvent event,
      String ref,
      Optional<String> commit,
      Optional<String> before,
      Optional<String> author,
      Instant at) {

    /** What people call it: {@code push to 'main'}, {@code tag 'v2.0.1'}. */
    @Override
    public String toString() {
      return switch (event) {
        case PUSH -> "push to " + Quoted.of(ref);
        case TAG -> "tag " + Quoted.of(ref);
        case RELEASE -> "release " + Quoted.of(ref);
        case PULL_REQUEST -> "pull request " + ref;
        case CHECKS -> "checks of " + Quoted.of(ref);
        case IMAGE -> "image " + ref;
      };
    }
  }

  /** An image in the application's repository. */
  public record StoredImage(ImageTag tag, ImageDigest digest) {}

  public Pipeline {
    stages = List.copyOf(stages);
  }

  /** The stage number {@code number}, from 1. */
  public PipelineStage stage(int number) {
    return stages.get(number - 1);
  }

  /** Whether a person has to say that it may go on. */
  public boolean awaitsApproval() {
    return stage > 0
        && !state.isTerminal()
        && stage(stage) instanceof PipelineStage.Approval
        && token.isPresent();
  }

  /** What the operation of a stage is called. */
  public String operation(int number) {
    return PipelineId.operation(id, number);
  }

  /** That nothing older comes after an operation of it. */
  public Precedence precedence(List<String> targets) {
    return new Precedence(id, application, line, number, targets);
  }

  /**
   * Finds its place among the pushes of its line. What is told of a commit that was pushed has the
   * place of that push.
   */
  PushOrder.Placed place(PushOrder order) {
    var commit = source.commit().orElse(source.ref());
    var known =
        source.event() == SourceEvent.CHECKS ? order.numberOf(commit) : Optional.<Long>empty();
    return known
        .map(number -> new PushOrder.Placed(number, order))
        .orElseGet(() -> order.place(new PushOrder.Arrival(commit, source.before(), source.at())));
  }

  /** The same with its place. */
  Pipeline at(long number) {
    return new Pipeline(
        id,
        application,
        webhook,
        rule,
        source,
        stages,
        line,
        number,
        startedBy,
        startedAt,
        state,
        stage,
        token,
        since,
        control,
        image,
        message,
        endedAt);
  }
}
