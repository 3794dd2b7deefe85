package io.slipway.flow.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.aws.Realities;
import io.slipway.aws.Topics;
import io.slipway.domain.ApplicationName;
import io.slipway.domain.AwsRefused;
import io.slipway.domain.Difference;
import io.slipway.domain.Drift;
import io.slipway.domain.EnvironmentGroup;
import io.slipway.domain.Expectation;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Reality;
import io.slipway.domain.RetryLater;
import io.slipway.runtime.Meter;
import io.slipway.runtime.Platform;
import io.slipway.runtime.Step;
import io.slipway.runtime.Turns;
import io.slipway.store.Drifts;
import io.slipway.store.Drifts.Look;
import io.slipway.store.Drifts.Verdict;
import io.slipway.store.Inventory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what AWS has against the inventory, and records what somebody has changed past Slipway:
 * once when it appears or changes, and once when it is gone. Changes nothing in AWS. Invoked by a
 * schedule.
 *
 * <p>First all places are looked at with few calls, whatever happens to them meanwhile. Where that
 * is not what the inventory says, the group is looked at again, at a moment at which no operation
 * is at it, and the verdict counts only if none has begun since.
 */
public final class FindDrift extends Step<JsonNode, FindDrift.Output> {

  /** What has not been looked at by then is so in one of the next minutes. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private final Inventory inventory;
  private final Drifts drifts;
  private final Realities realities;
  private final Topics topics;
  private final Meter meter;
  private final Clock clock;

  /**
   * What was found.
   *
   * @param drifted how many places are otherwise than the inventory says
   * @param written how many places' verdicts are new
   * @param left what could not be looked at in this minute, and why
   */
  public record Output(int drifted, int written, List<String> left) {}

  private record Group(ApplicationName application, EnvironmentGroup group) {}

  public FindDrift() {
    this(Platform.fromEnvironment());
  }

  public FindDrift(Platform platform) {
    super(JsonNode.class);
    this.inventory = new Inventory(platform);
    this.drifts = new Drifts(platform);
    this.realities = new Realities(platform);
    this.topics = new Topics(platform);
    this.meter = platform.meter();
    this.clock = platform.clock();
  }

  @Override
  protected Output run(JsonNode scheduled) {
    var latest = clock.instant().plus(LONGEST);
    var left = new ArrayList<String>();
    var entries = inventory.everywhere();
    var found =
        realities.of(
            Turns.of(entries, clock.instant()),
            e -> left.add(e.getMessage()),
            () -> clock.instant().isAfter(latest));
    var verdicts = new ArrayList<Verdict>();
    for (var group : changed(entries, found)) {
      if (clock.instant().isAfter(latest)) {
        left.add(group.application() + " (" + group.group() + ")");
        continue;
      }
      try {
        verdicts.addAll(judge(group));
      } catch (RetryLater | AwsRefused e) {
        left.add(e.getMessage());
      }
    }
    int drifted = drifted(entries, verdicts);
    meter.drifts(drifted);
    return new Output(drifted, verdicts.size(), left);
  }

  private static int drifted(List<InventoryEntry> before, List<Verdict> verdicts) {
    var places = new HashSet<String>();
    before.stream()
        .filter(entry -> entry.drift().isPresent())
        .map(FindDrift::name)
        .forEach(places::add);
    for (var verdict : verdicts) {
      if (verdict.drift().isPresent()) {
        places.add(name(verdict.entry()));
      } else {
        places.remove(name(verdict.entry()));
      }
    }
    return places.size();
  }

  private static String name(InventoryEntry entry) {
    return entry.application() + " " + entry.place();
  }

  /** The groups in which something is not what the inventory says of it. */
  private static Set<Group> changed(
      List<InventoryEntry> entries, Map<InventoryEntry, Reality> found) {
    var groups = new LinkedHashSet<Group>();
    found.forEach(
        (entry, reality) -> {
          if (isNew(entry, differences(entry, entries, reality))) {
            groups.add(new Group(entry.application(), entry.place().group()));
          }
        });
    return groups;
  }

  private static List<Difference> differences(
      InventoryEntry entry, List<InventoryEntry> all, Reality reality) {
    return Expectation.of(entry, all).differences(reality);
  }

  private static boolean isNew(InventoryEntry entry, List<Difference> differences) {
    return !differences.equals(entry.drift().map(Drift::differences).orElse(List.of()));
  }

  private List<Verdict> judge(Group group) {
    return drifts.look(group.application(), group.group()).map(this::judge).orElse(List.of());
  }

  private List<Verdict> judge(Look look) {
    var now = clock.instant();
    var found = realities.of(look.entries());
    var verdicts =
        look.entries().stream()
            .map(entry -> verdict(entry, look, found.get(entry), now))
            .flatMap(Optional::stream)
            .toList();
    if (!verdicts.isEmpty()) {
      drifts.write(look, verdicts);
      verdicts.forEach(this::tell);
    }
    return verdicts;
  }

  private static Optional<Verdict> verdict(
      InventoryEntry entry, Look look, Reality reality, Instant now) {
    var differences = differences(entry, look.entries(), reality);
    if (!isNew(entry, differences)) {
      return Optional.empty();
    }
    var since = entry.drift().map(Drift::since).orElse(now);
    return Optional.of(
        new Verdict(
            entry,
            differences.isEmpty() ? Optional.empty() : Optional.of(new Drift(since, differences))));
  }

  /** Once the log has it: whoever misses the notice finds it there. */
  private void tell(Verdict verdict) {
    verdict
        .drift()
        .ifPresent(
            drift -> {
              var entry = verdict.entry();
              var environment = entry.place().environment();
              topics.tell(
                  entry.application(),
                  environment,
                  entry.application() + ": " + environment + " was changed past Slipway",
                  text(entry, drift));
            });
  }

  private static String text(InventoryEntry entry, Drift drift) {
    return """
        %s: %s.

        Slipway has left it as it is. Until it is put back, operations on %s are refused; a request \
        with "drift": "adopt" takes it over where that is possible.
        """
        .formatted(entry.place(), drift, entry.place().environment());
  }
}
