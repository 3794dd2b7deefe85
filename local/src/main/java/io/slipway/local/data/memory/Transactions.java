package io.slipway.local.data.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * Writes that happen together or not at all.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">
 *     TransactWriteItems</a>
 */
final class Transactions {

  private static final int MOST_ACTIONS = 100;
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final CancellationReason NONE = CancellationReason.builder().code("None").build();

  private record Place(String table, ItemKey key) {}

  private Transactions() {}

  /** The tables afterwards. */
  static Database write(Database database, TransactWriteItemsRequest request, Instant now) {
    var drafts = drafts(request);
    var token = request.clientRequestToken();
    if (token == null) {
      return applied(database, drafts);
    }
    var before = database.answered().get(token);
    if (before != null && before.time().plus(REMEMBERED).isAfter(now)) {
      if (before.request().equals(request)) {
        return database;
      }
      throw TableErrors.otherRequest();
    }
    var after = applied(database, drafts);
    return after.having(
        remembered(after.answered(), now).with(token, new Database.Answered(request, now)));
  }

  private static SortedTree<String, Database.Answered> remembered(
      SortedTree<String, Database.Answered> answered, Instant now) {
    var forgotten = new ArrayList<String>();
    answered.visit(
        token -> 0,
        true,
        (token, what) -> {
          if (!what.time().plus(REMEMBERED).isAfter(now)) {
            forgotten.add(token);
          }
          return true;
        });
    var left = answered;
    for (var token : forgotten) {
      left = left.without(token);
    }
    return left;
  }

  private static List<Requests.Draft> drafts(TransactWriteItemsRequest request) {
    var items = request.transactItems();
    if (items.isEmpty() || items.size() > MOST_ACTIONS) {
      throw TableErrors.invalid(
          "1 validation error detected: Value at 'transactItems' failed to satisfy constraint:"
              + " Member must have length less than or equal to 100, greater than or equal to 1");
    }
    return items.stream().map(Requests::write).toList();
  }

  private static void requireDistinct(Database database, List<Requests.Draft> drafts) {
    var places = new HashSet<Place>();
    for (var draft : drafts) {
      draft
          .keyOn(database)
          .filter(key -> !places.add(new Place(draft.table(), key)))
          .ifPresent(
              key -> {
                throw TableErrors.invalid(
                    "Transaction request cannot include multiple operations on one item");
              });
    }
  }

  private static Database applied(Database database, List<Requests.Draft> drafts) {
    drafts.forEach(draft -> draft.require(database));
    requireDistinct(database, drafts);
    var after = database;
    var reasons = new ArrayList<CancellationReason>();
    long bytes = 0;
    for (var draft : drafts) {
      try {
        var write = draft.on(database);
        var result = write.in(after.table(write.table()));
        after = after.with(write.table(), result.table());
        bytes += result.after() == null ? 0 : result.after().bytes();
        reasons.add(NONE);
      } catch (ConditionalCheckFailedException e) {
        reasons.add(
            reason("ConditionalCheckFailed", e.getMessage(), e.hasItem() ? e.item() : null));
      } catch (DynamoDbException e) {
        if (!TableErrors.isInvalid(e)) {
          throw e;
        }
        reasons.add(reason("ValidationError", e.awsErrorDetails().errorMessage(), null));
      }
    }
    if (reasons.stream().anyMatch(reason -> !reason.equals(NONE))) {
      throw TableErrors.cancelled(reasons);
    }
    if (bytes > MOST_BYTES) {
      throw TableErrors.invalid("Aggregated size of all items in a transaction exceeds 4 MB");
    }
    return after;
  }

  private static CancellationReason reason(
      String code, String message, Map<String, AttributeValue> item) {
    var reason = CancellationReason.builder().code(code).message(message);
    return (item == null ? reason : reason.item(item)).build();
  }
}
