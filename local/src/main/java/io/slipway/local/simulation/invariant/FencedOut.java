package io.slipway.local.simulation.invariant;

import java.util.List;

/** X2: whoever has lost its lock changes nothing any more. */
final class FencedOut extends Rule {

  FencedOut(Journal journal) {
    super(
        "X2",
        "a change of AWS is made by the holder of the lock, and by none whose fence is lower than"
            + " that of another which has begun",
        journal);
  }

  @Override
  protected List<String> after(View view, Effect effect) {
    if (!Journal.isAboutAws(effect) || !effect.answered()) {
      return List.of();
    }
    var id = effect.caller().operationId();
    var by = journal.by(effect);
    if (id == null || by.isEmpty() || by.get().startedAt == null) {
      return List.of(
          "%s calls %s for no operation that has begun"
              .formatted(effect.caller().function(), effect.operation()));
    }
    var trail = by.get();
    for (var other : journal.trails()) {
      if (other != trail
          && other.startedAt != null
          && other.fence > trail.fence
          && other.overlaps(trail)) {
        return List.of(
            "%s calls %s for %s, after %s has begun"
                .formatted(effect.caller().function(), effect.operation(), trail, other));
      }
    }
    boolean holds =
        trail.groups.stream()
            .map(group -> lock(view, trail, group.toString()))
            .anyMatch(lock -> lock.owner().filter(trail.id::equals).isPresent());
    return holds
        ? List.of()
        : List.of(
            "%s calls %s for %s, which does not hold its lock"
                .formatted(effect.caller().function(), effect.operation(), trail));
  }

  private Journal.Lock lock(View view, Trail trail, String group) {
    var name = new io.slipway.domain.ApplicationName(trail.application);
    return journal.lock(view, "APPLICATION#" + name.key(), "LOCK#" + group);
  }
}
