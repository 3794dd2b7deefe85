package io.slipway.store;

import io.slipway.domain.ApplicationName;
import io.slipway.domain.OperationKind;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Platform;
import io.slipway.spec.Notifications;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The chains of operations. An operation's id says to which it belongs; the chain has it on its
 * list, so that an execution that somebody has given such a name belongs to none.
 */
public final class Chains {

  private static final String SORT = "CHAIN";
  private static final Pattern PHASE = Pattern.compile("(.+)-[1-9]");

  private final Rows rows;

  public Chains(Platform platform) {
    this.rows = new Rows(platform.dynamoDb(), new Tables(platform.settings()).operations());
  }

  /** The chain {@code id}; empty where there is none, or could not be. */
  public Optional<Chain> find(String id) {
    return Operations.ID.matcher(id).matches()
        ? rows.find(key(id)).map(row -> read(id, row))
        : Optional.empty();
  }

  /** The chain that an operation belongs to; empty where it stands for itself. */
  public Optional<Chain> of(String operationId) {
    var phase = PHASE.matcher(operationId);
    return phase.matches()
        ? find(phase.group(1)).filter(chain -> chain.has(operationId))
        : Optional.empty();
  }

  /** Adds a new chain to a transaction. */
  static void add(Transaction transaction, String table, Chain chain) {
    transaction.putNew(
        table,
        key(chain.id())
            .with("ApplicationName", chain.application().value())
            .withJson("Request", chain.request())
            .with("StartedBy", chain.startedBy())
            .with("StartedAt", chain.startedAt())
            .with("Message", chain.message())
            .with("OnSuccess", chain.notifications().onSuccess())
            .with("OnFail", chain.notifications().onFail())
            .withJson(
                "Phases", chain.phases().stream().map(phase -> phase.kind().toString()).toList()),
        "PK",
        () -> new RetryLater("chain " + chain.id() + " has been started already"));
  }

  private static Row key(String id) {
    return Row.key("OPERATION#" + id, SORT);
  }

  private static Chain read(String id, Row row) {
    return new Chain(
        id,
        new ApplicationName(row.text("ApplicationName")),
        row.json("Request", com.fasterxml.jackson.databind.JsonNode.class),
        row.text("StartedBy"),
        row.time("StartedAt"),
        row.text("Message"),
        new Notifications(row.find("OnSuccess"), row.find("OnFail")),
        phases(id, Stream.of(row.json("Phases", String[].class)).map(OperationKind::of).toList()));
  }

  private static List<Chain.Phase> phases(String id, List<OperationKind> kinds) {
    return IntStream.range(0, kinds.size())
        .mapToObj(i -> new Chain.Phase(Chain.operationId(id, i + 1), kinds.get(i)))
        .toList();
  }
}
