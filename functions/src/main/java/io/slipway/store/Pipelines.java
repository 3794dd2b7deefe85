package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.Control;
import io.slipway.domain.OperationState;
import io.slipway.domain.PushOrder;
import io.slipway.domain.RetryLater;
import io.slipway.domain.Turn;
import io.slipway.runtime.Ids;
import io.slipway.runtime.Json;
import io.slipway.runtime.Platform;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * Pipelines, from the change that causes them to their end. How far the operations of one are,
 * these say themselves; its own row has at which stage it is, and what waits for the end of that.
 */
public final class Pipelines {

  private static final int ATTEMPTS = 10;
  private static final Pattern STAGE = Pattern.compile("(.+)-([1-9])");

  private final DynamoDbClient dynamoDb;
  private final Tables tables;
  private final Rows rows;
  private final Operations operations;
  private final Clock clock;
  private final Ids ids;

  public Pipelines(Platform platform) {
    this.dynamoDb = platform.dynamoDb();
    this.tables = new Tables(platform.settings());
    this.rows = new Rows(dynamoDb, tables.operations());
    this.operations = new Operations(platform);
    this.clock = platform.clock();
    this.ids = platform.ids();
  }

  /** The pipeline {@code id}; empty where there is none, or could not be. */
  public Optional<Pipeline> find(String id) {
    return Operations.ID.matcher(id).matches()
        ? rows.find(PipelineRow.key(id)).map(PipelineRow::read)
        : Optional.empty();
  }

  /**
   * The pipeline {@code id}.
   *
   * @throws io.slipway.domain.Rejected 404 where there is none
   */
  public Pipeline get(String id) {
    return find(id).orElseThrow(Operations::unknown);
  }

  /** The pipeline whose stage an operation is; empty where it stands for itself. */
  public Optional<Pipeline> of(String operationId) {
    var stage = STAGE.matcher(operationId);
    return stage.matches()
        ? find(stage.group(1))
            .filter(pipeline -> Integer.parseInt(stage.group(2)) <= pipeline.stages().size())
        : Optional.empty();
  }

  /** The ids of all pipelines that have not ended. */
  public List<String> running() {
    return rows.of("PIPELINES").map(row -> row.text("SK")).toList();
  }

  /**
   * Writes a pipeline, its place among the pushes of its line and its first event: all or nothing.
   * Where it was written before, that is the answer.
   *
   * @param pipeline without its place
   */
  public Pipeline start(Pipeline pipeline) {
    for (int attempt = 1; ; attempt++) {
      var found = find(pipeline.id());
      if (found.isPresent()) {
        return found.get();
      }
      try {
        return attempt(pipeline);
      } catch (RetryLater e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Pipeline attempt(Pipeline draft) {
    var lineKey =
        Row.key(
            "APPLICATION#" + draft.application().key(), "LINE#" + Precedence.hash(draft.line()));
    var row = rows.find(lineKey);
    var order = row.map(found -> found.json("Pushes", PushOrder.class)).orElse(PushOrder.EMPTY);
    long version = row.map(found -> found.number("LineVersion")).orElse(0L);
    var placed = draft.place(order);
    var pipeline = draft.at(placed.number());
    var transaction = new Transaction(dynamoDb);
    transaction.putNew(
        tables.operations(),
        PipelineRow.of(pipeline),
        "PK",
        () -> new RetryLater("pipeline " + draft.id() + " has just been started"));
    transaction.update(
        tables.operations(),
        lineKey,
        "SET Pushes = :pushes, LineVersion = :next, ExpiresAt = :expires",
        "attribute_not_exists(LineVersion) OR LineVersion = :version",
        Row.empty()
            .withJson(":pushes", placed.order())
            .with(":next", version + 1)
            .with(":version", version)
            .with(":expires", clock.instant().plus(Precedence.KEPT).getEpochSecond())
            .attributes(),
        () -> new RetryLater("another push has just arrived"));
    if (!pipeline.state().isTerminal()) {
      transaction.put(tables.operations(), PipelineRow.running(pipeline));
    }
    addEvent(
        transaction,
        pipeline,
        pipeline.state().isTerminal() ? pipeline.state().name() : "STARTED",
        pipeline.message(),
        pipeline.startedBy());
    transaction.commit();
    return pipeline;
  }

  /**
   * Goes on to a stage, and leaves the token of the execution that waits for its end.
   *
   * @param turn of the state that waits; a later one is not disturbed
   * @return false where it has ended, was asked to, or is at a later stage
   */
  public boolean enter(String id, int stage, Turn turn, String token) {
    return enter(id, stage, turn, token, "Stage < :stage", ", StageSince = :now")
        || enter(id, stage, turn, token, "Stage = :stage", "");
  }

  private boolean enter(
      String id, int stage, Turn turn, String token, String condition, String more) {
    var values =
        Row.empty()
            .with(":stage", stage)
            .with(":token", token)
            .with(":turn", turn.number())
            .with(":running", OperationState.RUNNING.name());
    if (!more.isEmpty()) {
      values.with(":now", clock.instant());
    }
    try {
      dynamoDb.updateItem(
          request ->
              request
                  .tableName(tables.operations())
                  .key(PipelineRow.key(id).attributes())
                  .updateExpression("SET Stage = :stage, TaskToken = :token, Turn = :turn" + more)
                  .conditionExpression(
                      "PipelineState = :running AND attribute_not_exists(Control) AND " + condition)
                  .expressionAttributeValues(values.attributes()));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /**
   * Ends a pipeline; does nothing where it has ended.
   *
   * @return how it has ended
   */
  public Pipeline end(String id, OperationState state, String message) {
    var pipeline = get(id);
    if (pipeline.state().isTerminal()) {
      return pipeline;
    }
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        tables.operations(),
        PipelineRow.key(id),
        "SET PipelineState = :state, EndedAt = :now, Message = :message REMOVE TaskToken, Control",
        "PipelineState = :running",
        Row.empty()
            .with(":state", state.name())
            .with(":now", clock.instant())
            .with(":message", message)
            .with(":running", OperationState.RUNNING.name())
            .attributes(),
        () -> new RetryLater("pipeline " + id + " has just ended"));
    transaction.delete(tables.operations(), PipelineRow.runningKey(id));
    addEvent(transaction, pipeline, state.name(), message, pipeline.startedBy());
    transaction.commit();
    return get(id);
  }

  /**
   * Logs what a caller asks for; to abort stays on the pipeline, so that no further stage begins.
   *
   * @param reason why, in the caller's words
   * @return the token to resolve, where its execution waits
   * @throws io.slipway.domain.Rejected 409 where it has moved on meanwhile
   */
  public Optional<String> ask(
      Pipeline pipeline,
      Control control,
      String actor,
      Optional<String> reason,
      Optional<IdempotencyKey> idempotency) {
    var message = actor + " asked to " + control + reason.map(text -> ": " + text).orElse("");
    var transaction = new Transaction(dynamoDb);
    transaction.update(
        tables.operations(),
        PipelineRow.key(pipeline.id()),
        control == Control.ABORT
            ? "SET Control = :control, Said = :said"
            : "SET LastControl = :control, Said = :said",
        "PipelineState = :running AND Stage = :stage",
        Row.empty()
            .with(":control", control.toString())
            .with(":said", message)
            .with(":stage", pipeline.stage())
            .with(":running", OperationState.RUNNING.name())
            .attributes(),
        Controls::movedOn);
    idempotency.ifPresent(
        key -> operations.remembered().add(transaction, key, pipeline.id(), pipeline.token()));
    addEvent(transaction, pipeline, control.name(), message, actor);
    transaction.commit();
    return pipeline.token();
  }

  /** The newest push that an operation was admitted for, at a target of a line. */
  public Optional<Precedence.Newest> newest(
      ApplicationName application, String line, String target) {
    return rows.find(Precedence.key(application, line, target)).map(Precedence::read);
  }

  private void addEvent(
      Transaction transaction, Pipeline pipeline, String what, String message, String actor) {
    var event =
        new Event(
            pipeline.application(),
            clock.instant(),
            Optional.of(pipeline.id()),
            "pipeline",
            what,
            message,
            actor,
            Optional.of(Json.ordered(pipeline.source())));
    transaction.putNew(
        tables.events(),
        Events.row(event, ids.next()),
        "ResourceName",
        () -> new RetryLater("two events with the same key"));
  }
}
