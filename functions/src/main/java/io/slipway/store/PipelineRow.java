package io.slipway.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.Control;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.OperationState;
import io.slipway.domain.SourceEvent;
import io.slipway.spec.PipelineRules;
import java.time.Instant;

/** A pipeline as an item of Slipway_Operations. */
final class PipelineRow {

  private PipelineRow() {}

  static Row key(String id) {
    return Row.key("OPERATION#" + id, "PIPELINE");
  }

  /** The row that lists a pipeline as running. */
  static Row running(Pipeline pipeline) {
    return runningKey(pipeline.id()).with("ApplicationName", pipeline.application().value());
  }

  static Row runningKey(String id) {
    return Row.key("PIPELINES", id);
  }

  static Row of(Pipeline pipeline) {
    var source = pipeline.source();
    var row =
        key(pipeline.id())
            .with("ApplicationName", pipeline.application().value())
            .with("WebhookId", pipeline.webhook())
            .with("RuleName", pipeline.rule())
            .with("SourceEvent", source.event().toString())
            .with("Ref", source.ref())
            .with("SourceCommit", source.commit())
            .with("Before", source.before())
            .with("Author", source.author())
            .with("At", source.at())
            .withJson("Stages", PipelineRules.writeStages(pipeline.stages()))
            .with("Line", pipeline.line())
            .with("Number", pipeline.number())
            .with("StartedBy", pipeline.startedBy())
            .with("StartedAt", pipeline.startedAt())
            .with("PipelineState", pipeline.state().name())
            .with("Stage", pipeline.stage())
            .with("Message", pipeline.message())
            .with("EndedAt", pipeline.endedAt().map(Instant::toString));
    pipeline
        .image()
        .ifPresent(
            image ->
                row.with("ImageTag", image.tag().value())
                    .with("ImageDigest", image.digest().toString()));
    return row;
  }

  static Pipeline read(Row row) {
    return new Pipeline(
        row.text("PK").substring("OPERATION#".length()),
        new ApplicationName(row.text("ApplicationName")),
        row.text("WebhookId"),
        row.find("RuleName"),
        new Pipeline.Source(
            SourceEvent.find(row.text("SourceEvent")).orElseThrow(),
            row.text("Ref"),
            row.find("SourceCommit"),
            row.find("Before"),
            row.find("Author"),
            row.time("At")),
        PipelineRules.readStages(row.json("Stages", JsonNode.class)),
        row.text("Line"),
        row.number("Number"),
        row.text("StartedBy"),
        row.time("StartedAt"),
        OperationState.valueOf(row.text("PipelineState")),
        (int) row.number("Stage"),
        row.find("TaskToken"),
        row.find("StageSince").map(Instant::parse),
        row.find("Control").flatMap(Control::find),
        row.find("ImageTag")
            .map(
                tag ->
                    new Pipeline.StoredImage(
                        new ImageTag(tag), new ImageDigest(row.text("ImageDigest")))),
        row.text("Message"),
        row.find("EndedAt").map(Instant::parse));
  }
}
