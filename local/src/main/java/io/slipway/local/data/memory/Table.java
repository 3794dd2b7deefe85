package io.slipway.local.data.memory;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * A table with its items as they are at one moment.
 *
 * @param expiry the attribute that says when an item may be removed, in seconds since 1970
 */
record Table(
    CreateTableRequest declared,
    KeySchema schema,
    SortedTree<ItemKey, Item> items,
    Optional<String> expiry) {

  static Table of(CreateTableRequest declared) {
    if (declared.hasGlobalSecondaryIndexes() || declared.hasLocalSecondaryIndexes()) {
      throw new UnsupportedOperationException("tables in memory have no indexes");
    }
    return new Table(
        declared, KeySchema.of(declared), SortedTree.empty(ItemKey.ORDER), Optional.empty());
  }

  Table with(ItemKey key, Item item) {
    return new Table(declared, schema, items.with(key, item), expiry);
  }

  Table without(ItemKey key) {
    return new Table(declared, schema, items.without(key), expiry);
  }

  Table expiringBy(Optional<String> attribute) {
    return new Table(declared, schema, items, attribute);
  }
}
