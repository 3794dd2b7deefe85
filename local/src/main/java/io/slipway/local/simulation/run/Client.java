package io.slipway.local.simulation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.domain.OperationState;
import io.slipway.local.account.registry.ImageBehaviour;
import io.slipway.local.simulation.World;
import io.slipway.runtime.Json;
import io.slipway.store.Operation;
import io.slipway.store.Operations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.ecr.model.ImageTagAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Those who use Slipway in a run: teams, pipelines, people at the console. */
final class Client {

  private static final int ACCEPTED = 202;

  private final World world;
  private final Operations operations;
  private final List<String> started = new ArrayList<>();

  Client(World world) {
    this.world = world;
    this.operations = new Operations(world.platform());
  }

  static ObjectNode body() {
    return Json.mapper().createObjectNode();
  }

  static ObjectNode about(String application) {
    return body().put("applicationName", application);
  }

  /** The ids of all operations that were answered with 202. */
  List<String> started() {
    return List.copyOf(started);
  }

  static ObjectNode creation(String application) {
    var request = about(application).put("email", "team@example.com");
    request.putObject("environments").put("training", true).put("da", false);
    return request;
  }

  void create(String application) {
    ask("POST", "/stacks", creation(application));
  }

  /** Asks from a strand; what is refused is refused. */
  Optional<String> ask(String method, String path, ObjectNode body) {
    var answer = world.slipway().call(method, path, body);
    if (answer.status() != ACCEPTED) {
      return Optional.empty();
    }
    var id = answer.json().path("operationId").asText();
    started.add(id);
    return Optional.of(id);
  }

  /** Asks, and asks the same again after {@code pauses}, since no answer has come in time. */
  void insist(String path, ObjectNode body, String key, List<Duration> pauses) {
    ask(path, body, key);
    for (var pause : pauses) {
      world.park(pause);
      ask(path, body, key);
    }
  }

  private void ask(String path, ObjectNode body, String key) {
    var sent = world.now();
    var answer =
        world.slipway().call("POST", path, Json.text(body), Map.of("idempotency-key", key));
    var id =
        answer.status() == ACCEPTED
            ? Optional.of(answer.json().path("operationId").asText())
            : Optional.<String>empty();
    world.answered(key, sent, answer.status(), id);
    id.filter(known -> !started.contains(known)).ifPresent(started::add);
  }

  void tell(String operationId, String control) {
    tell(operationId, control, body());
  }

  void tell(String operationId, String control, ObjectNode body) {
    var unused = world.slipway().call("POST", "/operations/" + operationId + "/" + control, body);
  }

  void byHand(String machine, String name, ObjectNode input) {
    var arn =
        world.machines().machines().keySet().stream()
            .filter(candidate -> candidate.endsWith("-" + machine))
            .findFirst()
            .orElseThrow();
    var unused = world.machines().start(arn, name, Json.text(input));
  }

  /** A pipeline's push; it fails where the repository is not there, or has such a tag already. */
  void push(String application, String tag, ImageBehaviour behaviour) {
    try {
      var unused =
          world.account().images().publish(application.toLowerCase(Locale.ROOT), tag, behaviour);
    } catch (RepositoryNotFoundException | ImageTagAlreadyExistsException e) {
      // the application has been deleted meanwhile, or a retry of the pipeline comes second
    }
  }

  /** Those that have not ended, the oldest first, those that wait too; read past all faults. */
  List<Operation> running() {
    return Stream.concat(operations.running().stream(), waiting())
        .distinct()
        .map(operations::find)
        .flatMap(Optional::stream)
        .filter(operation -> !operation.state().isTerminal())
        .sorted(java.util.Comparator.comparing(Operation::startedAt))
        .toList();
  }

  /** Those that wait for a lock, whether or not their caller has heard of it. */
  private Stream<String> waiting() {
    var request =
        ScanRequest.builder()
            .tableName(world.platform().settings().get("OPERATIONS_TABLE"))
            .filterExpression("OperationState = :queued")
            .expressionAttributeValues(
                Map.of(":queued", AttributeValue.fromS(OperationState.QUEUED.name())))
            .build();
    return world.platform().dynamoDb().scanPaginator(request).items().stream()
        .map(item -> item.get("PK").s().replace("OPERATION#", ""));
  }

  /** The operation as it is, past all faults. */
  Optional<Operation> find(String operationId) {
    return operations.find(operationId);
  }

  boolean needsAttention(Operation operation) {
    return operation.state().name().equals("NEEDS_ATTENTION");
  }
}
