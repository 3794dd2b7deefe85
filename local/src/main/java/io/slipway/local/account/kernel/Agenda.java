package io.slipway.local.account.kernel;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who wants to be woken when. At most one waking for each part and key; those of one time come in
 * the order of the parts' names and keys, so that a restored account goes on as the first would
 * have.
 */
final class Agenda {

  record Waking(Instant due, Part part, String key) implements Comparable<Waking> {
    @Override
    public int compareTo(Waking other) {
      int order = due.compareTo(other.due);
      if (order == 0) {
        order = part.name().compareTo(other.part.name());
      }
      return order != 0 ? order : key.compareTo(other.key);
    }
  }

  private record Whose(String part, String key) {}

  private final TreeSet<Waking> wakings = new TreeSet<>();
  private final Map<Whose, Waking> byKey = new HashMap<>();

  void put(Part part, String key, Instant due) {
    remove(part, key);
    var waking = new Waking(due, part, key);
    byKey.put(new Whose(part.name(), key), waking);
    wakings.add(waking);
  }

  /** As {@link #put}, but never later than what is there. */
  void putEarlier(Part part, String key, Instant due) {
    var known = byKey.get(new Whose(part.name(), key));
    if (known == null || due.isBefore(known.due())) {
      put(part, key, due);
    }
  }

  void remove(Part part, String key) {
    var known = byKey.remove(new Whose(part.name(), key));
    if (known != null) {
      wakings.remove(known);
    }
  }

  Optional<Instant> next() {
    return wakings.isEmpty() ? Optional.empty() : Optional.of(wakings.first().due());
  }

  /** Takes out the first waking that is due at {@code now}. */
  Optional<Waking> takeDue(Instant now) {
    if (wakings.isEmpty() || wakings.first().due().isAfter(now)) {
      return Optional.empty();
    }
    var first = wakings.first();
    remove(first.part(), first.key());
    return Optional.of(first);
  }
}
