package io.slipway.flow.notice;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.Topics;
import io.slipway.domain.Environment;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.util.List;

/**
 * Sends to the topics of an application how one of its operations has ended. Invoked when an
 * execution ends, by an event that AWS delivers at least once or, rarely, not at all: nothing
 * depends on it.
 */
public final class AnnounceEnd extends Step<JsonNode, AnnounceEnd.Output> {

  /** Which environments' topics have been told. */
  public record Output(List<Environment> told) {}

  private final Operations operations;
  private final Applications applications;
  private final Topics topics;

  public AnnounceEnd() {
    this(Platform.fromEnvironment());
  }

  public AnnounceEnd(Platform platform) {
    super(JsonNode.class);
    this.operations = new Operations(platform);
    this.applications = new Applications(platform);
    this.topics = new Topics(platform);
  }

  @Override
  protected Output run(JsonNode event) {
    var operation =
        operations
            .find(event.path("detail").path("name").asText())
            .filter(found -> found.state().isTerminal());
    return new Output(operation.map(this::tell).orElse(List.of()));
  }

  private List<Environment> tell(Operation operation) {
    var name = operation.ref().applicationName();
    var all = applications.find(name).map(Application::environments).orElse(List.of());
    return Audience.of(operation, all).stream()
        .filter(environment -> topics.tell(name, environment, subject(operation), text(operation)))
        .toList();
  }

  private static String subject(Operation operation) {
    return operation.ref().applicationName()
        + ": "
        + operation.kind()
        + " "
        + operation.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  private static String text(Operation operation) {
    return """
        %s

        Operation %s of %s, started by %s at %s.
        """
        .formatted(
            operation.message(),
            operation.ref().operationId(),
            operation.ref().applicationName(),
            operation.startedBy(),
            operation.startedAt());
  }
}
