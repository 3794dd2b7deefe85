package io.slipway.local.data.memory;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What a store answers, as a text in which nothing is left to chance. */
final class Outcome {

  /** Of a transaction that DynamoDB would cancel, and DynamoDB Local refuses. */
  private static final String UNREACHABLE = "a path that cannot be updated";

  private static final List<String> PATHS =
      List.of(
          "The document path provided in the update expression",
          "The provided expression refers to an attribute that does not exist in the item",
          "An operand in the update expression has an incorrect data type");

  /** Which of two errors comes first is not promised. */
  private static final String NO_TABLE = "ResourceNotFoundException ResourceNotFoundException";

  private Outcome() {}

  /** Whether a store that answers as DynamoDB does may answer this where DynamoDB Local did so. */
  static boolean agree(String model, String truth) {
    return model.equals(truth)
        || (NO_TABLE.equals(truth) && model.endsWith("ValidationException"))
        || (NO_TABLE.equals(model)
            && (truth.endsWith("ValidationException") || truth.equals(UNREACHABLE)))
        || (truth.startsWith("IdempotentParameter") && model.endsWith("ValidationException"))
        || (truth.equals(UNREACHABLE)
            && ((model.startsWith("TransactionCanceled") && model.contains("ValidationError"))
                || model.endsWith("ValidationException")));
  }

  static String of(DynamoDbClient client, DynamoDbRequest request) {
    return told(request, () -> answer(client, request));
  }

  private static String told(DynamoDbRequest request, Supplier<String> call) {
    try {
      return call.get();
    } catch (TransactionCanceledException e) {
      return "TransactionCanceled "
          + e.cancellationReasons().stream().map(Outcome::reason).collect(Collectors.joining(", "));
    } catch (ConditionalCheckFailedException e) {
      return "ConditionalCheckFailed " + (e.hasItem() ? item(e.item()) : "");
    } catch (DynamoDbException e) {
      var known =
          request instanceof TransactWriteItemsRequest
              && PATHS.stream().anyMatch(e.getMessage()::startsWith);
      return known
          ? UNREACHABLE
          : e.getClass().getSimpleName() + " " + e.awsErrorDetails().errorCode();
    }
  }

  private static String reason(CancellationReason reason) {
    return reason.code() + (reason.hasItem() ? item(reason.item()) : "");
  }

  private static String answer(DynamoDbClient client, DynamoDbRequest request) {
    return switch (request) {
      case GetItemRequest get -> {
        var got = client.getItem(get);
        yield got.hasItem() ? item(got.item()) : "none";
      }
      case BatchGetItemRequest batch ->
          new TreeMap<>(client.batchGetItem(batch).responses())
              .values().stream().map(Outcome::unordered).toList().toString();
      case TransactGetItemsRequest get ->
          client.transactGetItems(get).responses().stream()
              .map(found -> item(found.item()))
              .toList()
              .toString();
      case QueryRequest query -> {
        var page = client.query(query);
        yield page.count()
            + "/"
            + page.scannedCount()
            + page.items().stream().map(Outcome::item).toList()
            + item(page.lastEvaluatedKey());
      }
      case ScanRequest scan -> {
        var page = client.scan(scan);
        yield page.count() + "/" + page.scannedCount() + unordered(page.items());
      }
      case PutItemRequest put -> item(client.putItem(put).attributes());
      case UpdateItemRequest update -> item(client.updateItem(update).attributes());
      case DeleteItemRequest delete -> item(client.deleteItem(delete).attributes());
      case TransactWriteItemsRequest all -> {
        client.transactWriteItems(all);
        yield "written";
      }
      default -> throw new IllegalArgumentException(request.toString());
    };
  }

  private static List<String> unordered(List<Map<String, AttributeValue>> items) {
    return items.stream().map(Outcome::item).sorted().toList();
  }

  private static String item(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** DynamoDB Local gives some numbers back as they were written; DynamoDB does not. */
  private static String number(String text) {
    var number = new BigDecimal(text);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
  }

  private static String value(AttributeValue value) {
    return switch (value.type()) {
      case S -> "'" + value.s() + "'";
      case N -> number(value.n());
      case B -> "0x" + value.b().asByteBuffer().hashCode();
      case SS -> "SS" + value.ss().stream().sorted().toList();
      case NS -> "NS" + value.ns().stream().map(Outcome::number).sorted().toList();
      case BS ->
          "BS" + value.bs().stream().sorted(Comparator.comparing(SdkBytes::asUtf8String)).toList();
      case L -> value.l().stream().map(Outcome::value).toList().toString();
      case M -> item(value.m());
      default -> value.type().toString() + value.bool();
    };
  }
}
