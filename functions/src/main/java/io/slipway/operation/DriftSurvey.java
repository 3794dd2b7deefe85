package io.slipway.operation;

import io.slipway.aws.Realities;
import io.slipway.domain.Difference;
import io.slipway.domain.Drift;
import io.slipway.domain.DriftChoice;
import io.slipway.domain.Expectation;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Reality;
import io.slipway.domain.Rejected;
import io.slipway.runtime.Platform;
import io.slipway.store.Adoption;
import io.slipway.store.Application;
import io.slipway.store.Operations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Holds the rows of the inventory that an operation is going to build on against what AWS has, so
 * that nothing that somebody has changed by hand is overwritten without anybody noticing.
 */
final class DriftSurvey {

  private final Realities realities;
  private final Takeover takeover;
  private final Operations operations;

  DriftSurvey(Platform platform) {
    this.realities = new Realities(platform);
    this.takeover = new Takeover(platform);
    this.operations = new Operations(platform);
  }

  /**
   * Rows that agree with what AWS has.
   *
   * @param adoptions corrections that have to be written for that when the operation starts
   */
  record Settled(List<InventoryEntry> entries, List<Adoption> adoptions) {}

  /**
   * A place as it was looked at.
   *
   * @param differences empty where it has not drifted
   */
  record Seen(InventoryEntry entry, Reality reality, List<Difference> differences) {

    static Seen of(InventoryEntry entry, List<InventoryEntry> all, Reality reality) {
      return new Seen(entry, reality, Expectation.of(entry, all).differences(reality));
    }

    boolean drifted() {
      return !differences.isEmpty();
    }
  }

  /**
   * The rows as they can be built on.
   *
   * @param entries of production both slots, or none
   * @param choice what the caller wants to become of a drift
   * @throws Rejected 409 where something has drifted and the caller has made no choice, or it
   *     cannot be followed
   */
  Settled settle(
      Application application, List<InventoryEntry> entries, Optional<DriftChoice> choice) {
    var found = realities.of(entries);
    var seen = entries.stream().map(entry -> Seen.of(entry, entries, found.get(entry))).toList();
    if (seen.stream().noneMatch(Seen::drifted)) {
      return new Settled(entries, List.of());
    }
    requireNoOperation(application, entries);
    if (choice.isEmpty()) {
      throw drifted(application, seen);
    }
    var adoptions = takeover.of(application, seen);
    return new Settled(
        entries.stream().map(entry -> corrected(entry, adoptions)).toList(), adoptions);
  }

  /** What an operation does that has begun meanwhile looks like a drift. */
  private void requireNoOperation(Application application, List<InventoryEntry> entries) {
    operations.requireFree(
        application.name(),
        entries.stream().map(entry -> entry.place().group()).distinct().toList());
  }

  private static InventoryEntry corrected(InventoryEntry entry, List<Adoption> adoptions) {
    return adoptions.stream()
        .filter(adoption -> adoption.was().equals(entry))
        .map(Adoption::now)
        .findFirst()
        .orElse(entry);
  }

  private static Rejected drifted(Application application, List<Seen> seen) {
    return new Rejected(
        409,
        "drifted",
        "'"
            + application.name()
            + "' was changed past Slipway, which leaves it alone: "
            + seen.stream()
                .filter(Seen::drifted)
                .map(
                    place ->
                        place.entry().place()
                            + ": "
                            + Drift.told(place.differences())
                            + " ("
                            + Remedy.of(place.entry(), place.differences())
                            + ")")
                .collect(Collectors.joining("; "))
            + ". Put it back, or ask again with \"drift\": \"adopt\" to go on from what is there");
  }
}
