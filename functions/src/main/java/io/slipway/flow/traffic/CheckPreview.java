package io.slipway.flow.traffic;

import io.slipway.domain.OperationRef;
import io.slipway.domain.PreviewCheck;
import io.slipway.operation.ShiftPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.runtime.Web;
import io.slipway.store.Controls;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import io.slipway.store.StepName;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks the next release for an answer, at the preview host of its application and nowhere else,
 * before it gets traffic.
 */
public final class CheckPreview extends Step<CheckPreview.Input, CheckPreview.Output> {

  private static final int LONGEST_BODY = 64 * 1024;
  private static final StepName STEP =
      StepName.of(CheckPreview.class.getSimpleName(), "preview host");

  /** What the machine sends. */
  public record Input(OperationRef operation) {}

  /** What a Choice reads, and what led to it. */
  public record Output(Verdict verdict, String reason) {}

  /** What comes next. */
  public enum Verdict {
    READY,
    FAILED,
    ABORTED
  }

  private final Operations operations;
  private final Controls controls;
  private final Progress progress;
  private final Web web;
  private final Clock clock;

  public CheckPreview() {
    this(Platform.fromEnvironment());
  }

  public CheckPreview(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.controls = new Controls(platform);
    this.progress = new Progress(platform);
    this.web = platform.web();
    this.clock = platform.clock();
  }

  /**
   * What came of the request.
   *
   * @param status empty where there was no answer
   * @param problem why there was none
   */
  private record Seen(
      String url,
      Optional<Integer> status,
      int bodyLength,
      Optional<Boolean> contained,
      long millis,
      Optional<String> problem) {}

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    if (controls.look(ref).aborted()) {
      return new Output(Verdict.ABORTED, "a caller asked to abort");
    }
    var plan = ShiftPlan.of(operations.get(ref.operationId()));
    var check = plan.check().orElseThrow();
    var url = url(plan, check);
    progress.awaits(ref, STEP, plan.to() + " is to answer GET " + url);
    var seen = ask(url, check);
    var judged = judge(check, seen.status(), seen.contained(), seen.problem());
    var reason = "GET " + url + ": " + judged.reason();
    if (judged.verdict() == Verdict.READY) {
      progress.done(ref, STEP, reason, seen);
    } else {
      progress.failed(ref, STEP, reason, seen);
    }
    return new Output(judged.verdict(), reason);
  }

  /** Before the shift the receiving slot is the idle one, whose URL is that of the preview host. */
  static URI url(ShiftPlan plan, PreviewCheck check) {
    var host = URI.create(plan.to().address().url());
    var url = URI.create(host + check.path());
    if (!host.getRawAuthority().equals(url.getRawAuthority())) {
      throw new IllegalArgumentException("not a path of the preview host: " + check.path());
    }
    return url;
  }

  private Seen ask(URI url, PreviewCheck check) {
    var begun = clock.instant();
    try {
      var reply = web.get(url, check.timeout(), LONGEST_BODY);
      return new Seen(
          url.toString(),
          Optional.of(reply.status()),
          reply.body().length(),
          check.contains().map(reply.body()::contains),
          Duration.between(begun, clock.instant()).toMillis(),
          Optional.empty());
    } catch (IOException e) {
      return new Seen(
          url.toString(),
          Optional.empty(),
          0,
          Optional.empty(),
          Duration.between(begun, clock.instant()).toMillis(),
          Optional.of(String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + url, e);
    }
  }

  /** The rule. */
  static Output judge(
      PreviewCheck check,
      Optional<Integer> status,
      Optional<Boolean> contained,
      Optional<String> problem) {
    if (status.isEmpty()) {
      return new Output(Verdict.FAILED, "no answer: " + problem.orElse("the reason is not known"));
    }
    if (status.get() != check.status()) {
      return new Output(Verdict.FAILED, "answered " + status.get() + ", not " + check.status());
    }
    return contained.orElse(true)
        ? new Output(Verdict.READY, "answered " + status.get())
        : new Output(
            Verdict.FAILED,
            "answered " + status.get() + ", but not with '" + check.contains().orElse("") + "'");
  }
}
