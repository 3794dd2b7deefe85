package io.slipway.local.simulation.mutant;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.runtime.Platform;
import io.slipway.store.Operations;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Bugs of who may change an application, and until when. */
final class LockMutants {

  private static final String TRANSACTION = "transactWriteItems";

  /** The steps that change something in AWS, on the way forward. */
  private static final Set<String> STEPS =
      Set.of(
          "ShiftTraffic",
          "ScaleSlot",
          "RetireSlot",
          "SwapRoles",
          "RegisterRelease",
          "StartRollout");

  private LockMutants() {}

  static List<Mutant> all() {
    return List.of(
        new Planted(
            1,
            "no lock",
            "an operation begins, works and ends without looking who holds the lock",
            Set.of("X1", "X2", "X3", "T5", "R1"),
            () -> noLock(Set.of())),
        new Planted(
            2,
            "a lock without a fence",
            "no write asks for the fence, so what works for an operation that was taken over goes on",
            Set.of("X2", "R1"),
            () ->
                new Change()
                    .call(
                        TRANSACTION,
                        Writes.edited(item -> Writes.conditioned(item, Writes::unfenced)))
                    .call("updateItem", LockMutants::unfencedUpdate)),
        new Planted(
            3,
            "the lock is given back before all is put back",
            "a recovery gives the lock back when it begins",
            Set.of("X1", "X2", "R1"),
            LockMutants::givenBackEarly),
        new Planted(
            24,
            "a stale read decides who gets the lock",
            "the lock is read as it was a moment ago, and taken without a condition",
            Set.of("X1"),
            LockMutants::staleLock),
        new Planted(
            37,
            "a third release comes to the idle slot while it has traffic",
            "a deploy to the idle slot does not ask for the lock of production",
            Set.of("X1", "X2", "X3", "T5"),
            () -> noLock(Set.of("DeployToProdBlue", "StartDeploy"))),
        new Planted(
            38,
            "a step of an operation that was taken over still acts",
            "the steps that change something do not ask whether the operation still has its lock",
            Set.of("X2", "D4", "R1", "R5"),
            () ->
                new Change()
                    .call(
                        TRANSACTION,
                        STEPS,
                        Writes.edited(
                            item ->
                                item.conditionCheck() != null && Writes.isLock(item)
                                    ? Stream.empty()
                                    : Stream.of(item)))),
        new Planted(
            46,
            "a takeover keeps the fence",
            "a recovery works with the fence of those from whom it takes the operation",
            Set.of("X2", "R1"),
            () ->
                new Change()
                    .call(
                        TRANSACTION,
                        Set.of("StartRecovery"),
                        Writes.edited(LockMutants::oldFence))),
        new Planted(
            110,
            "an operation that needs attention lets its lock go",
            "others may change what a person has not put in order yet",
            Set.of("R4", "X1"),
            () -> new Change().handler("AskForAttention", LockMutants::letGo)),
        new Planted(
            122,
            "only the first of several locks is given back",
            "an operation on two groups of environments ends and keeps one of them",
            Set.of("O1", "P1", "X1"),
            () -> new Change().call(TRANSACTION, LockMutants::oneGivenBack)));
  }

  private static Change noLock(Set<String> functions) {
    return new Change()
        .call(
            TRANSACTION,
            functions,
            Writes.edited(
                item ->
                    Writes.isLock(item)
                        ? Writes.conditioned(item, condition -> "")
                        : Stream.of(item)))
        .call("getItem", functions, LockMutants::freeLock);
  }

  private static Object freeLock(HandlerCall call) throws Throwable {
    var answer = call.go(GetItemResponse.class);
    if (!isLock(call) || !answer.hasItem()) {
      return answer;
    }
    var free = new HashMap<>(answer.item());
    free.remove("LockedBy");
    return answer.toBuilder().item(free).build();
  }

  private static boolean isLock(HandlerCall call) {
    return Writes.text(call.request(GetItemRequest.class).key(), "SK").startsWith("LOCK#");
  }

  private static Object unfencedUpdate(HandlerCall call) throws Throwable {
    var request = call.request(UpdateItemRequest.class);
    if (request.conditionExpression() == null) {
      return call.go();
    }
    var condition = Writes.unfenced(request.conditionExpression());
    return call.go(
        request.toBuilder()
            .conditionExpression(condition)
            .expressionAttributeValues(
                Writes.used(
                    request.expressionAttributeValues(),
                    request.updateExpression() + " " + condition))
            .build());
  }

  private static Change givenBackEarly() {
    return new Change()
        .call(
            TRANSACTION,
            Set.of("StartRecovery"),
            Writes.edited(
                item ->
                    Writes.isLock(item) && item.update() != null
                        ? Stream.of(
                            item.toBuilder()
                                .update(
                                    item.update().toBuilder()
                                        .updateExpression("SET Fence = :next REMOVE LockedBy")
                                        .build())
                                .build())
                        : Stream.of(item)))
        .call(
            TRANSACTION,
            Set.of(
                "RestoreTraffic",
                "RestoreSlots",
                "RestoreService",
                "CheckRestore",
                "RemoveStacks",
                "RevertStacks",
                "VerifyRecovery",
                "FinishRecovery",
                "AskForAttention"),
            Writes.edited(
                item ->
                    Writes.isLock(item)
                        ? Writes.conditioned(
                            item, condition -> condition.replace("LockedBy = :owner AND ", ""))
                        : Stream.of(item)));
  }

  private static Change staleLock() {
    return new Change()
        .call(
            "getItem",
            call ->
                isLock(call)
                    ? call.go(
                        call.request(GetItemRequest.class).toBuilder()
                            .consistentRead(false)
                            .build())
                    : call.go())
        .call(
            TRANSACTION,
            Writes.edited(
                item ->
                    Writes.isLock(item) && Writes.updates(item, "LockedBy = :owner")
                        ? Writes.conditioned(item, condition -> "")
                        : Stream.of(item)));
  }

  /** Leaves the numbers of the lock's and the operation's fence as they are. */
  private static Stream<TransactWriteItem> oldFence(TransactWriteItem item) {
    if (item.update() == null) {
      return Stream.of(item);
    }
    var values = new HashMap<>(item.update().expressionAttributeValues());
    if (Writes.isLock(item) && values.containsKey(":next")) {
      values.put(":next", values.get(":fence"));
    } else if (Writes.isOperation(item) && values.containsKey(":old")) {
      values.put(":fence", values.get(":old"));
    }
    return Stream.of(
        item.toBuilder()
            .update(item.update().toBuilder().expressionAttributeValues(values).build())
            .build());
  }

  /** Gives the locks back once the operation is left to a person. */
  private static JsonNode letGo(Platform platform, JsonNode input, Around.Shipped shipped)
      throws IOException {
    var answer = shipped.handle(input);
    var operation = new Operations(platform).get(input.at("/operation/operationId").asText());
    for (var group : operation.locks()) {
      var key =
          Map.of(
              "PK", text("APPLICATION#" + operation.ref().applicationName().key()),
              "SK", text("LOCK#" + group));
      var unused =
          platform
              .dynamoDb()
              .updateItem(
                  request ->
                      request
                          .tableName(platform.settings().get("OPERATIONS_TABLE"))
                          .key(key)
                          .updateExpression("REMOVE LockedBy"));
    }
    return answer;
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static Object oneGivenBack(HandlerCall call) throws Throwable {
    var given = new AtomicInteger();
    return Writes.edited(
            item ->
                Writes.isLock(item)
                        && Writes.updates(item, "REMOVE LockedBy")
                        && given.getAndIncrement() > 0
                    ? Stream.empty()
                    : Stream.of(item))
        .make(call);
  }
}
