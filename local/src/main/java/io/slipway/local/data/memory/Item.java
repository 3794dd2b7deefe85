package io.slipway.local.data.memory;

import java.util.Collections;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A stored item.
 *
 * @param attributes never changed
 * @param bytes its size as DynamoDB counts it
 */
record Item(Map<String, AttributeValue> attributes, int bytes) {

  /** The largest item, in bytes. */
  static final int LARGEST = 400 * 1024;

  static Item of(Map<String, AttributeValue> attributes) {
    int bytes = Values.bytes(attributes);
    if (bytes > LARGEST) {
      throw TableErrors.invalid("Item size has exceeded the maximum allowed size");
    }
    return new Item(Collections.unmodifiableMap(attributes), bytes);
  }

  static Map<String, AttributeValue> attributesOf(Item item) {
    return item == null ? Map.of() : item.attributes();
  }
}
