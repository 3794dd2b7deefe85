package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.aws.TaskTokens;
import io.slipway.domain.Environment;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.OperationKind;
import io.slipway.domain.OperationState;
import io.slipway.domain.PipelineStage;
import io.slipway.domain.Rejected;
import io.slipway.domain.SourceEvent;
import io.slipway.domain.StageEnd;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import io.slipway.store.Applications;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import io.slipway.store.Pipeline;
import io.slipway.store.Pipelines;
import io.slipway.store.Precedence;
import io.slipway.store.Progress;
import io.slipway.store.Queue;
import io.slipway.store.Specifications;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The operations of a pipeline's stages: admitted like any other, under an id that follows from the
 * pipeline's, so that doing it again does nothing more.
 */
public final class StageOperations {

  private final Operations operations;
  private final Pipelines pipelines;
  private final Progress progress;
  private final Queue queue;
  private final Planners planners;
  private final TaskTokens tokens;
  private final Applications applications;
  private final Specifications specifications;
  private final ProductionSurvey survey;

  public StageOperations(Platform platform) {
    this.operations = new Operations(platform);
    this.pipelines = new Pipelines(platform);
    this.progress = new Progress(platform);
    this.queue = new Queue(platform);
    this.planners = new Planners(platform);
    this.tokens = new TaskTokens(platform);
    this.applications = new Applications(platform);
    this.specifications = new Specifications(platform);
    this.survey = new ProductionSurvey(platform);
  }

  /** What a stage asks for. */
  private record Asked(OperationKind kind, JsonNode request) {}

  /** The operation of a stage; empty where it has not been admitted yet. */
  public Optional<Operation> find(Pipeline pipeline, int stage) {
    return operations.find(pipeline.operation(stage));
  }

  /**
   * Admits the operation of a stage, or answers the one that was admitted before. What an older
   * push still waits for at the same targets is given up.
   *
   * @throws Rejected where it cannot be followed, or comes too late after a newer push
   */
  public Operation admit(Pipeline pipeline, int stage) {
    var found = find(pipeline, stage);
    if (found.isPresent()) {
      return found.get();
    }
    var asked = asked(pipeline, stage);
    var targets = pipeline.stage(stage).targets();
    var before =
        targets.stream()
            .flatMap(
                target ->
                    pipelines.newest(pipeline.application(), pipeline.line(), target).stream())
            .filter(newest -> newest.number() < pipeline.number())
            .distinct()
            .toList();
    var operation =
        planners
            .admission(asked.kind())
            .admitInTurn(
                pipeline.operation(stage),
                asked.request(),
                pipeline.startedBy(),
                targets.isEmpty() ? Optional.empty() : Optional.of(pipeline.precedence(targets)));
    before.forEach(older -> giveUp(older, pipeline));
    return operation;
  }

  /**
   * Neither begins any more what has not begun, nor waits for a person whose word would come too
   * late. What is under way goes on: the newer one waits for it.
   */
  private void giveUp(Precedence.Newest older, Pipeline newer) {
    var reason = "superseded by pipeline " + newer.id() + ", " + newer.source();
    boolean left =
        operations
            .find(older.operation())
            .filter(operation -> operation.state() == OperationState.QUEUED)
            .filter(
                operation ->
                    queue.leave(operation, OperationState.SUPERSEDED, reason, Optional.empty()))
            .isPresent();
    pipelines
        .find(older.pipeline())
        .filter(pipeline -> left || (pipeline.awaitsApproval() && goesOnTo(pipeline, newer)))
        .flatMap(Pipeline::token)
        .ifPresent(
            token -> {
              boolean unused =
                  tokens.resolve(token, new StageEnd(OperationState.SUPERSEDED, reason));
            });
  }

  /** Which pipeline has a newer push at the targets of a stage; empty where none has. */
  public Optional<String> newer(Pipeline pipeline, int stage) {
    return pipeline.stage(stage).targets().stream()
        .flatMap(
            target -> pipelines.newest(pipeline.application(), pipeline.line(), target).stream())
        .filter(newest -> newest.number() > pipeline.number())
        .map(Precedence.Newest::pipeline)
        .findFirst();
  }

  /** Whether a later stage of the older one would be refused for what the newer one has begun. */
  private boolean goesOnTo(Pipeline older, Pipeline newer) {
    return IntStream.rangeClosed(older.stage() + 1, older.stages().size())
        .mapToObj(older::stage)
        .flatMap(stage -> stage.targets().stream())
        .flatMap(target -> pipelines.newest(older.application(), older.line(), target).stream())
        .anyMatch(newest -> newest.pipeline().equals(newer.id()));
  }

  private Asked asked(Pipeline pipeline, int number) {
    return switch (pipeline.stage(number)) {
      case PipelineStage.Build unused -> build(pipeline);
      case PipelineStage.Deploy deploy ->
          deploy(pipeline, deploy.environments().stream().map(Environment::toString).toList());
      case PipelineStage.Idle unused -> deploy(pipeline, List.of(Environment.PROD.toString()));
      case PipelineStage.Release unused -> release(pipeline, number);
      case PipelineStage.Approval unused ->
          throw new IllegalArgumentException("an approval is no operation");
    };
  }

  /** A commit that the provider has not said is what the tag stands for now. */
  private static Asked build(Pipeline pipeline) {
    var source = pipeline.source();
    boolean version = source.event() == SourceEvent.TAG || source.event() == SourceEvent.RELEASE;
    var request = about(pipeline).put("webhook", pipeline.webhook());
    source
        .commit()
        .ifPresentOrElse(
            commit -> request.put("commit", commit), () -> request.put("tag", source.ref()));
    if (version) {
      request.put("version", source.ref().replace('/', '-'));
    }
    return new Asked(OperationKind.BUILD, request);
  }

  private Asked deploy(Pipeline pipeline, List<String> environments) {
    var request = about(pipeline).put("imageTag", imageTag(pipeline).value());
    request.set("environment", Json.tree(environments));
    return new Asked(OperationKind.DEPLOY, request);
  }

  /** By the strategy of the specification that the application has when its turn comes. */
  private Asked release(Pipeline pipeline, int number) {
    var application = applications.usable(pipeline.application());
    var specification = specifications.get(application.name(), application.specificationVersion());
    var phase =
        ReleasePlanner.shift(
            application.name(), specification, survey.isShared(application.name()));
    phase.request().put("digest", idleDigest(pipeline, number).toString());
    return new Asked(phase.kind(), phase.request());
  }

  /** What this pipeline has deployed to the idle slot. */
  private ImageDigest idleDigest(Pipeline pipeline, int number) {
    for (int before = number - 1; before > 0; before--) {
      if (pipeline.stage(before) instanceof PipelineStage.Idle) {
        var deploy = operations.get(pipeline.operation(before));
        return Json.read(deploy.plan(), DeployPlan.class).rollout().digest();
      }
    }
    throw new IllegalStateException("a release without a deploy to the idle slot");
  }

  /** The image that was pushed or built; else the one that bears the name of what was pushed. */
  private ImageTag imageTag(Pipeline pipeline) {
    return pipeline
        .image()
        .map(Pipeline.StoredImage::tag)
        .or(() -> built(pipeline))
        .orElseGet(() -> new ImageTag(pipeline.source().commit().orElse(pipeline.source().ref())));
  }

  private Optional<ImageTag> built(Pipeline pipeline) {
    return pipeline.stage(1) instanceof PipelineStage.Build
        ? BuildResult.of(progress.of(pipeline.operation(1))).map(BuildResult::tag)
        : Optional.empty();
  }

  private static ObjectNode about(Pipeline pipeline) {
    return Json.mapper().createObjectNode().put("applicationName", pipeline.application().value());
  }
}
