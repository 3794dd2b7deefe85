package io.slipway.local.data.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One page of a query or scan: it ends at the limit of items, or where it has come to 1 MB.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html">
 *     Paginating table query results</a>
 */
final class Page {

  private static final int MOST_BYTES = 1024 * 1024;

  private final Table table;
  private final int limit;
  private final Optional<Condition> filter;
  private final List<Map<String, AttributeValue>> items = new ArrayList<>();
  private int scanned;
  private int bytes;
  private ItemKey last;
  private boolean full;

  /**
   * @param limit of the items that are looked at; empty for none
   */
  Page(Table table, Optional<Integer> limit, Optional<Condition> filter) {
    this.table = table;
    this.limit = limit.orElse(Integer.MAX_VALUE);
    this.filter = filter;
  }

  /**
   * Fills the page.
   *
   * @param place as in {@link SortedTree#visit}
   * @param wanted keys that are passed over without being looked at answer false
   * @param start the key after which the page begins; null for the first
   */
  Page read(
      ToIntFunction<ItemKey> place, Predicate<ItemKey> wanted, boolean ascending, ItemKey start) {
    table
        .items()
        .visit(
            key -> {
              int at = place.applyAsInt(key);
              return at != 0 || start == null ? at : after(key, start, ascending);
            },
            ascending,
            (key, item) -> !wanted.test(key) || add(key, item));
    return this;
  }

  private static int after(ItemKey key, ItemKey start, boolean ascending) {
    int side = ItemKey.ORDER.compare(key, start);
    return ascending ? (side <= 0 ? -1 : 0) : (side >= 0 ? 1 : 0);
  }

  private boolean add(ItemKey key, Item item) {
    if (scanned > 0 && bytes + item.bytes() > MOST_BYTES) {
      full = true;
      return false;
    }
    scanned++;
    bytes += item.bytes();
    last = key;
    if (filter.isEmpty() || filter.get().holds(item.attributes())) {
      items.add(item.attributes());
    }
    full = scanned == limit;
    return !full;
  }

  List<Map<String, AttributeValue>> items() {
    return items;
  }

  int scanned() {
    return scanned;
  }

  /** The key from which the next page goes on; empty at the end. */
  Optional<Map<String, AttributeValue>> next() {
    return full ? Optional.of(table.schema().attributes(last)) : Optional.empty();
  }
}
