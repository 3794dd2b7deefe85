package io.slipway.local.data;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

/**
 * The calls of DynamoDB that Slipway makes, handed to DynamoDB Local; others fail loudly. Only the
 * form that takes a request goes through here, so that whoever records calls sees each of them.
 */
final class LocalDynamoDb implements DynamoDbClient {

  private final DynamoDbClient local;

  LocalDynamoDb(DynamoDbClient local) {
    this.local = local;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return local.getItem(request);
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return local.batchGetItem(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return local.query(request);
  }

  @Override
  public ScanResponse scan(ScanRequest request) {
    return local.scan(request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return local.putItem(request);
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return local.updateItem(request);
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return local.deleteItem(request);
  }

  @Override
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return local.batchWriteItem(request);
  }

  @Override
  public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    return local.transactGetItems(request);
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return local.transactWriteItems(request);
  }

  @Override
  public CreateTableResponse createTable(CreateTableRequest request) {
    return local.createTable(request);
  }

  @Override
  public DescribeTableResponse describeTable(DescribeTableRequest request) {
    return local.describeTable(request);
  }

  @Override
  public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
    return local.describeTimeToLive(request);
  }

  @Override
  public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
    return local.updateTimeToLive(request);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
