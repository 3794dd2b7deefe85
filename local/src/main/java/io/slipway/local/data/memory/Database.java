package io.slipway.local.data.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * All tables at one moment. It never changes, so that keeping one costs nothing.
 *
 * @param answered transactions with a token that were made in the last minutes
 */
record Database(Map<String, Table> tables, SortedTree<String, Answered> answered) {

  /** A transaction that was made, and when. */
  record Answered(TransactWriteItemsRequest request, Instant time) {}

  static Database empty() {
    return new Database(Map.of(), SortedTree.empty(Comparator.<String>naturalOrder()));
  }

  Table table(String name) {
    if (name == null) {
      throw TableErrors.invalid("The parameter 'TableName' is required but was not present");
    }
    var table = tables.get(name);
    if (table == null) {
      throw TableErrors.noTable(name);
    }
    return table;
  }

  Database with(String name, Table table) {
    var all = new TreeMap<>(tables);
    all.put(name, table);
    return new Database(all, answered);
  }

  Database having(SortedTree<String, Answered> remembered) {
    return new Database(tables, remembered);
  }
}
