package io.slipway.local.simulation.mutant;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Bugs of what is written down: operations, events, the inventory. */
final class RecordMutants {

  private static final String TRANSACTION = "transactWriteItems";
  private static final String EVENTS = "DevOpsLogs";
  private static final String INVENTORY = "Inventory";
  private static final Set<String> FINISHERS =
      Set.of(
          "FinishCreate",
          "FinishDeploy",
          "FinishShift",
          "FinishRollback",
          "FinishDelete",
          "FinishRecovery");

  private RecordMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Planted(
            20,
            "the end and the unlocking are two writes",
            "a crash between them leaves a lock that nobody gives back",
            Set.of("O1", "P1"),
            () ->
                new Change()
                    .call(
                        TRANSACTION,
                        Writes.split(
                            item ->
                                Writes.isLock(item) && Writes.updates(item, "REMOVE LockedBy")))),
        new Planted(
            21,
            "an operation can end twice",
            "whoever ends an operation does not ask whether it has ended",
            Set.of("L1"),
            RecordMutants::endsTwice),
        new Planted(
            22,
            "a refused condition is swallowed",
            "what a condition has refused is taken for written",
            Set.of("X1", "X2", "L1", "L3", "P1", "D4", "R2"),
            () -> new Change().call(TRANSACTION, RecordMutants::swallowed)),
        new Planted(
            48,
            "the inventory is written on its own",
            "the rows of the inventory follow in a second write, which a crash prevents",
            Set.of("V1", "V2", "R6"),
            () ->
                new Change().call(TRANSACTION, Writes.split(item -> Writes.isOf(item, INVENTORY)))),
        new Planted(
            109,
            "Idempotency-Key is ignored",
            "a request that is sent again starts another operation",
            Set.of("D1"),
            () ->
                new Change()
                    .call("getItem", RecordMutants::forgotten)
                    .call(
                        TRANSACTION,
                        Writes.edited(
                            item ->
                                Writes.text(Writes.key(item), "SK").equals("IDEMPOTENCY")
                                    ? Stream.empty()
                                    : Stream.of(item)))),
        new Planted(
            117,
            "changes are made before they are announced",
            "steps do not write down what they are about to change",
            Set.of("L3", "R1"),
            () -> new Change().call(TRANSACTION, RecordMutants::unannounced)),
        new Planted(
            118,
            "events overwrite each other",
            "the key of an event has only the second, and nothing keeps an event from another",
            Set.of("L1", "L3", "L4"),
            () -> new Change().call(TRANSACTION, Writes.edited(RecordMutants::overwriting))),
        new Planted(
            130,
            "the inventory forgets a swap",
            "customers have the other slot, and the inventory does not know",
            Set.of("V1", "V2"),
            () ->
                new Change()
                    .call(
                        TRANSACTION,
                        Set.of("SwapRoles"),
                        Writes.edited(
                            item ->
                                Writes.isOf(item, INVENTORY) ? Stream.empty() : Stream.of(item)))),
        new Planted(
            141,
            "an operation is not listed while it runs",
            "the sweeper never sees an operation whose execution has ended too early",
            Set.of("P1", "O1"),
            () ->
                new Change()
                    .call(
                        TRANSACTION,
                        Writes.edited(
                            item ->
                                item.put() != null
                                        && Writes.text(item.put().item(), "PK").equals("RUNNING")
                                    ? Stream.empty()
                                    : Stream.of(item)))));
  }

  /** Shows an operation that has ended as one that runs, and writes its end once more. */
  private static Change endsTwice() {
    return new Change()
        .call("getItem", FINISHERS, RecordMutants::shownAsRunning)
        .call(
            TRANSACTION,
            FINISHERS,
            Writes.edited(
                item ->
                    Writes.isOperation(item) || Writes.isLock(item)
                        ? Writes.conditioned(item, condition -> "")
                        : Stream.of(item)));
  }

  private static Object shownAsRunning(HandlerCall call) throws Throwable {
    var answer = call.go(GetItemResponse.class);
    if (!Writes.text(answer.item(), "SK").equals("OPERATION")) {
      return answer;
    }
    var shown = new HashMap<>(answer.item());
    shown.put("OperationState", AttributeValue.fromS("RUNNING"));
    shown.remove("EndedAt");
    return answer.toBuilder().item(shown).build();
  }

  private static Object swallowed(HandlerCall call) throws Throwable {
    try {
      return call.go();
    } catch (TransactionCanceledException e) {
      boolean refused =
          e.cancellationReasons().stream()
              .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
      if (refused) {
        return Writes.done();
      }
      throw e;
    }
  }

  private static Object forgotten(HandlerCall call) throws Throwable {
    boolean remembered =
        Writes.text(call.request(GetItemRequest.class).key(), "SK").equals("IDEMPOTENCY");
    return remembered ? GetItemResponse.builder().build() : call.go();
  }

  private static Object unannounced(HandlerCall call) throws Throwable {
    var request = call.request(TransactWriteItemsRequest.class);
    boolean announces =
        request.transactItems().stream()
            .filter(item -> item.update() != null)
            .map(item -> item.update().expressionAttributeValues())
            .anyMatch(values -> Writes.text(values, ":outcome").equals("RUNNING"));
    return announces ? Writes.done() : call.go();
  }

  private static Stream<TransactWriteItem> overwriting(TransactWriteItem item) {
    if (item.put() == null || !Writes.isOf(item, EVENTS)) {
      return Stream.of(item);
    }
    Map<String, AttributeValue> row = new HashMap<>(item.put().item());
    var second = Writes.text(row, "Time").substring(0, "2026-01-01T00:00:00".length());
    row.put("Time", AttributeValue.fromS(second + ".000Z#1"));
    return Stream.of(
        item.toBuilder()
            .put(item.put().toBuilder().item(row).conditionExpression(null).build())
            .build());
  }
}
