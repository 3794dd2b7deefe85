package io.slipway.local.story;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What is in the tables and in the account, to be compared with what is there later. */
final class Contents {

  private static final List<String> TABLES =
      List.of(
          "OPERATIONS_TABLE",
          "SPECIFICATIONS_TABLE",
          "EVENTS_TABLE",
          "INVENTORY_NONPRODUCTION_TABLE",
          "INVENTORY_TRAININGDA_TABLE",
          "INVENTORY_PRODUCTION_TABLE");

  private Contents() {}

  /** Everything in the tables. */
  static Map<String, Object> ofTables(Scenario scenario) {
    var dynamoDb = scenario.slipway().clients().get(DynamoDbClient.class);
    var contents = new TreeMap<String, Object>();
    for (var setting : TABLES) {
      var table = scenario.platform().settings().get(setting);
      contents.put(
          table,
          dynamoDb.scanPaginator(request -> request.tableName(table)).items().stream()
              .map(Object::toString)
              .sorted()
              .toList());
    }
    return contents;
  }

  /** Everything in the account, but for where its ids come from. */
  static Map<String, String> ofAccount(Scenario scenario) {
    var contents = new TreeMap<String, String>();
    for (var part : scenario.slipway().parts()) {
      contents.put(part.name(), part.save().toString().replaceAll("\"ids\":-?[0-9]+", ""));
    }
    return contents;
  }
}
