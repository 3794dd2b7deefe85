package io.slipway.flow.notice;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.domain.Environment;
import io.slipway.operation.Announcement;
import io.slipway.operation.EndedExecution;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Operations;
import java.util.List;

/**
 * Sends to the topics of an application how one of its operations has ended, or that it needs
 * attention. Invoked when an execution ends, by an event that AWS delivers at least once or,
 * rarely, not at all: nothing depends on it.
 */
public final class AnnounceEnd extends Step<JsonNode, AnnounceEnd.Output> {

  /** Which environments' topics have been told. */
  public record Output(List<Environment> told) {}

  private final Operations operations;
  private final Announcement announcement;

  public AnnounceEnd() {
    this(Platform.fromEnvironment());
  }

  public AnnounceEnd(Platform platform) {
    super(JsonNode.class);
    this.operations = new Operations(platform);
    this.announcement = new Announcement(platform);
  }

  @Override
  protected Output run(JsonNode event) {
    return new Output(
        EndedExecution.operationId(event)
            .flatMap(operations::find)
            .map(announcement::of)
            .orElse(List.of()));
  }
}
