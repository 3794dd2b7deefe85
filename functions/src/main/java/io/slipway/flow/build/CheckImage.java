package io.slipway.flow.build;

import io.slipway.aws.Images;
import io.slipway.domain.Control;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.OperationRef;
import io.slipway.domain.ScanPolicy;
import io.slipway.operation.BuildPlan;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import io.slipway.store.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the image of the commit, and looks what ECR's scan of it has found: what is worse than the
 * build settings allow gets no version.
 */
public final class CheckImage extends Step<CheckImage.Input, CheckImage.Output> {

  /** ECR scans in seconds to a few minutes; what is not done by then may never be. */
  static final Duration LONGEST_SCAN = Duration.ofMinutes(15);

  private static final int SECONDS_BETWEEN_LOOKS = 10;

  /**
   * What the machine sends.
   *
   * @param build the id of CodeBuild's build; empty where the image was there
   * @param deadline when the scan is given up; empty for the first look
   */
  public record Input(OperationRef operation, Optional<String> build, Optional<Instant> deadline) {}

  /**
   * What the machine gets.
   *
   * @param message what the scan says, or why the image cannot be used
   * @param digest of the image, where there is one
   */
  public record Output(
      Verdict verdict,
      String message,
      Optional<ImageDigest> digest,
      Instant deadline,
      int nextLookSeconds) {}

  /** What comes next. */
  public enum Verdict {
    SCANNING,
    USABLE,
    REFUSED,
    ABORTED
  }

  /** What is known of a scan, and what follows. */
  record Judgement(Verdict verdict, String message) {}

  private final Operations operations;
  private final Progress progress;
  private final Images images;
  private final Clock clock;

  public CheckImage() {
    this(Platform.fromEnvironment());
  }

  public CheckImage(Platform platform) {
    super(Input.class);
    this.operations = new Operations(platform);
    this.progress = new Progress(platform);
    this.images = new Images(platform);
    this.clock = platform.clock();
  }

  @Override
  protected Output run(Input input) {
    var ref = input.operation();
    var operation = operations.get(ref.operationId());
    var plan = BuildPlan.of(operation);
    var deadline = input.deadline().orElseGet(() -> clock.instant().plus(LONGEST_SCAN));
    if (operation.control().equals(Optional.of(Control.ABORT))) {
      return new Output(
          Verdict.ABORTED, "ended by a caller", Optional.empty(), deadline, SECONDS_BETWEEN_LOOKS);
    }
    var image = images.tagged(plan.repository(), plan.tag());
    if (image.isEmpty()) {
      var why = "CodeBuild has ended, but pushed no image " + plan.repository() + ":" + plan.tag();
      progress.failed(ref, BuildSteps.BUILD, why, input);
      return new Output(Verdict.REFUSED, why, Optional.empty(), deadline, SECONDS_BETWEEN_LOOKS);
    }
    var digest = image.get().digest();
    if (input.deadline().isEmpty()) {
      found(input, plan, digest);
    }
    var scan = images.scanned(plan.repository(), digest);
    boolean late = !clock.instant().isBefore(deadline);
    var judgement = judge(plan.how().scan(), scan, late);
    switch (judgement.verdict()) {
      case SCANNING -> progress.awaits(ref, BuildSteps.SCAN, judgement.message());
      case USABLE -> progress.done(ref, BuildSteps.SCAN, judgement.message(), scan);
      case REFUSED, ABORTED -> progress.failed(ref, BuildSteps.SCAN, judgement.message(), scan);
    }
    return new Output(
        judgement.verdict(),
        judgement.message(),
        Optional.of(digest),
        deadline,
        SECONDS_BETWEEN_LOOKS);
  }

  private void found(Input input, BuildPlan plan, ImageDigest digest) {
    var what =
        input
            .build()
            .map(build -> "CodeBuild made " + digest + " in the build " + build)
            .orElse("nothing to build: the image of the commit is there, " + digest);
    progress.done(
        input.operation(),
        BuildSteps.BUILD,
        what,
        Map.of(
            "commit", plan.commit(),
            "digest", digest,
            "build", input.build().orElse("")));
  }

  /** The rule. */
  static Judgement judge(ScanPolicy policy, Images.ScanProgress scan, boolean late) {
    return switch (scan.state()) {
      case COMPLETE ->
          policy
              .objection(scan.findings())
              .map(why -> new Judgement(Verdict.REFUSED, why))
              .orElseGet(() -> new Judgement(Verdict.USABLE, "scanned: " + told(scan)));
      case RUNNING ->
          late
              ? unscanned(
                  policy, "the scan was not done after " + LONGEST_SCAN.toMinutes() + " minutes")
              : new Judgement(Verdict.SCANNING, "ECR scans the image");
      case IMPOSSIBLE ->
          unscanned(
              policy,
              "ECR could not scan the image: "
                  + scan.status()
                  + (scan.reason().isEmpty() ? "" : ", " + scan.reason()));
    };
  }

  private static Judgement unscanned(ScanPolicy policy, String why) {
    return policy.unscanned()
        ? new Judgement(Verdict.USABLE, why + "; the build settings allow that")
        : new Judgement(
            Verdict.REFUSED, why + "; scan.unscanned of the build settings would allow that");
  }

  private static String told(Images.ScanProgress scan) {
    var found =
        scan.findings().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .toList();
    return found.isEmpty() ? "nothing was found" : String.join(", ", found);
  }
}
