package io.slipway.local.data.memory;

import java.util.Comparator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The primary key of an item.
 *
 * @param sort null where the table has partition keys only
 */
record ItemKey(AttributeValue partition, AttributeValue sort) {

  static final Comparator<ItemKey> ORDER =
      (one, other) -> {
        int byPartition = Values.compare(one.partition, other.partition);
        return byPartition != 0 || one.sort == null
            ? byPartition
            : Values.compare(one.sort, other.sort);
      };
}
