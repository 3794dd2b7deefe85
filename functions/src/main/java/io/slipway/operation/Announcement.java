package io.slipway.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.Topics;
import io.slipway.domain.Environment;
import io.slipway.domain.OperationState;
import io.slipway.runtime.Platform;
import io.slipway.store.Application;
import io.slipway.store.Applications;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells the topics of an application how one of its operations has ended, or that it needs
 * attention, and of a release the one that its specification names: once, however often it is asked
 * to.
 */
public final class Announcement {

  private final Operations operations;
  private final Applications applications;
  private final NotifiedTopic notified;
  private final Topics topics;

  public Announcement(Platform platform) {
    this.operations = new Operations(platform);
    this.applications = new Applications(platform);
    this.notified = new NotifiedTopic(platform);
    this.topics = new Topics(platform);
  }

  /** Which environments' topics have been told; none where it runs, or they have been before. */
  public List<Environment> of(Operation operation) {
    var name = operation.ref().applicationName();
    var all = applications.find(name).map(Application::environments).orElse(List.of());
    var audience = audience(operation, all);
    boolean toTell =
        operation.state().isTerminal() || operation.state() == OperationState.NEEDS_ATTENTION;
    var named = toTell ? notified.of(operation) : Optional.<String>empty();
    boolean nobody = !toTell || (audience.isEmpty() && named.isEmpty());
    if (nobody || !operations.claimAnnouncement(operation)) {
      return List.of();
    }
    var told =
        audience.stream()
            .filter(
                environment -> topics.tell(name, environment, subject(operation), text(operation)))
            .toList();
    named.ifPresent(topic -> topics.tell(topic, subject(operation), text(operation)));
    return told;
  }

  /**
   * The environments that it was about; none for a deletion, which takes the topics away, and for a
   * build, which is about none.
   */
  private static List<Environment> audience(Operation operation, List<Environment> all) {
    return switch (operation.kind()) {
      case CREATE_STACK, UPDATE -> all;
      case DEPLOY, ROLLBACK, SET_STATUS -> named(operation.request().path("environment"));
      case CANARY_SHIFT, SWAP -> List.of(Environment.PROD);
      case BUILD, DELETE_STACK -> List.of();
    };
  }

  private static List<Environment> named(JsonNode environment) {
    if (environment.isTextual()) {
      return List.of(Environment.of(environment.textValue()));
    }
    var named = new ArrayList<Environment>();
    environment.forEach(name -> named.add(Environment.of(name.textValue())));
    return named;
  }

  private static String subject(Operation operation) {
    return operation.ref().applicationName()
        + ": "
        + operation.kind()
        + " "
        + operation.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
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
