package io.slipway.local.data.memory;

import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

/** The calls of DynamoDB that Slipway makes, answered from memory; others fail loudly. */
final class MemoryDynamoDb implements DynamoDbClient {

  private static final int MOST_WRITES = 25;

  private final MemoryTables tables;
  private final Clock clock;

  MemoryDynamoDb(MemoryTables tables, Clock clock) {
    this.tables = tables;
    this.clock = clock;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return new Reads(tables.seenBy(request, isTrue(request.consistentRead()))).get(request);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    boolean consistent =
        request.requestItems().values().stream().allMatch(t -> isTrue(t.consistentRead()));
    return new Reads(tables.seenBy(request, consistent)).get(request);
  }

  @Override
  public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    return new Reads(tables.seenBy(request, true)).get(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return new Reads(tables.seenBy(request, isTrue(request.consistentRead()))).query(request);
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    return new Reads(tables.seenBy(request, isTrue(request.consistentRead()))).scan(request);
  }

  private static boolean isTrue(Boolean given) {
    return given != null && given;
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return tables.write(
        before -> {
          var unused = before.table(request.tableName());
          requireReturnValue(request.returnValues(), "PutItem");
          var result = new Applied(before, Requests.write(request).on(before));
          var answer = PutItemResponse.builder();
          old(request.returnValues(), result).ifPresent(answer::attributes);
          return result.change(answer.build());
        });
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return tables.write(
        before -> {
          var unused = before.table(request.tableName());
          requireReturnValue(request.returnValues(), "DeleteItem");
          var result = new Applied(before, Requests.write(request).on(before));
          var answer = DeleteItemResponse.builder();
          old(request.returnValues(), result).ifPresent(answer::attributes);
          return result.change(answer.build());
        });
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return tables.write(
        before -> {
          var unused = before.table(request.tableName());
          var write = Requests.write(request).on(before);
          var result = new Applied(before, write);
          var answer = UpdateItemResponse.builder();
          updated(request.returnValues(), write, result).ifPresent(answer::attributes);
          return result.change(answer.build());
        });
  }

  /** A write with what it has done. */
  private record Applied(Database before, String table, Write.Result result) {

    Applied(Database before, Write write) {
      this(before, write.table(), write.in(before.table(write.table())));
    }

    <T> MemoryTables.Change<T> change(T answer) {
      return new MemoryTables.Change<>(before.with(table, result.table()), answer);
    }
  }

  private static void requireReturnValue(ReturnValue given, String operation) {
    if (given != null && given != ReturnValue.NONE && given != ReturnValue.ALL_OLD) {
      throw TableErrors.invalid(operation + ": ReturnValues can only be ALL_OLD or NONE");
    }
  }

  private static Optional<Map<String, AttributeValue>> old(ReturnValue wanted, Applied applied) {
    return wanted == ReturnValue.ALL_OLD
        ? Optional.ofNullable(applied.result().before()).map(Item::attributes)
        : Optional.empty();
  }

  private static Optional<Map<String, AttributeValue>> updated(
      ReturnValue wanted, Write write, Applied applied) {
    if (wanted == null || wanted == ReturnValue.NONE) {
      return Optional.empty();
    }
    var names = new HashSet<String>();
    ((Write.Updated) write.change()).update().paths().forEach(p -> names.add(p.attribute()));
    var before = Item.attributesOf(applied.result().before());
    var after = Item.attributesOf(applied.result().after());
    return switch (wanted) {
      case ALL_OLD -> Optional.of(before).filter(item -> !item.isEmpty());
      case ALL_NEW -> Optional.of(after);
      case UPDATED_OLD -> only(names, before);
      case UPDATED_NEW -> only(names, after);
      default -> throw TableErrors.invalid("ReturnValues: " + wanted);
    };
  }

  private static Optional<Map<String, AttributeValue>> only(
      Set<String> names, Map<String, AttributeValue> item) {
    var some = new LinkedHashMap<>(item);
    some.keySet().retainAll(names);
    return some.isEmpty() ? Optional.empty() : Optional.of(some);
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    int count = request.requestItems().values().stream().mapToInt(java.util.List::size).sum();
    if (count == 0 || count > MOST_WRITES) {
      throw TableErrors.invalid("Too many items requested for the BatchWriteItem call");
    }
    return tables.write(
        before -> {
          var after = before;
          var places = new HashSet<Map.Entry<String, ItemKey>>();
          for (var entry : request.requestItems().entrySet()) {
            for (var write : entry.getValue()) {
              var one = batchWrite(after, entry.getKey(), write);
              if (!places.add(Map.entry(one.table(), one.key()))) {
                throw TableErrors.invalid("Provided list of item keys contains duplicates");
              }
              after = after.with(one.table(), one.in(after.table(one.table())).table());
            }
          }
          return new MemoryTables.Change<>(
              after,
              BatchWriteItemResponse.builder().unprocessedItems(new LinkedHashMap<>()).build());
        });
  }

  private static Write batchWrite(Database database, String table, WriteRequest write) {
    var draft =
        write.putRequest() != null
            ? Requests.write(
                PutItemRequest.builder().tableName(table).item(write.putRequest().item()).build())
            : Requests.write(
                DeleteItemRequest.builder()
                    .tableName(table)
                    .key(write.deleteRequest().key())
                    .build());
    return draft.on(database);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return tables.write(
        before ->
            new MemoryTables.Change<>(
                Transactions.write(before, request, clock.instant()),
                TransactWriteItemsResponse.builder().build()));
  }

  @Override
  public CreateTableResponse createTable(CreateTableRequest request) {
    return tables.define(
        before -> {
          if (before.tables().containsKey(request.tableName())) {
            throw TableErrors.tableExists(request.tableName());
          }
          var after = before.with(request.tableName(), Table.of(request));
          var answer = CreateTableResponse.builder();
          return new MemoryTables.Change<>(
              after, answer.tableDescription(description(after, request.tableName())).build());
        });
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    var database = tables.seenBy(request, true);
    return DescribeTableResponse.builder()
        .table(description(database, request.tableName()))
        .build();
  }

  private static TableDescription description(Database database, String name) {
    var table = database.table(name);
    return TableDescription.builder()
        .tableName(name)
        .tableStatus(TableStatus.ACTIVE)
        .keySchema(table.declared().keySchema())
        .attributeDefinitions(table.declared().attributeDefinitions())
        .itemCount((long) table.items().size())
        .build();
  }

  @Override
  public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
    var expiry = tables.seenBy(request, true).table(request.tableName()).expiry();
    var status = expiry.isPresent() ? TimeToLiveStatus.ENABLED : TimeToLiveStatus.DISABLED;
    return DescribeTimeToLiveResponse.builder()
        .timeToLiveDescription(
            told -> told.timeToLiveStatus(status).attributeName(expiry.orElse(null)))
        .build();
  }

  @Override
  public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
    var wanted = request.timeToLiveSpecification();
    var attribute =
        isTrue(wanted.enabled()) ? Optional.of(wanted.attributeName()) : Optional.<String>empty();
    return tables.define(
        before ->
            new MemoryTables.Change<>(
                before.with(
                    request.tableName(), before.table(request.tableName()).expiringBy(attribute)),
                UpdateTimeToLiveResponse.builder().timeToLiveSpecification(wanted).build()));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
