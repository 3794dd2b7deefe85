package io.slipway.domain;

import io.slipway.domain.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a place is to be like: what Slipway last wrote, by the inventory.
 *
 * <p>The customers' host belongs to the live slot and the preview host to the idle one, so that a
 * change of one host is a drift of one place.
 *
 * @param entry the inventory's row
 * @param otherGroup the target group of the other slot of production; empty elsewhere
 */
public record Expectation(InventoryEntry entry, Optional<String> otherGroup) {

  private static final String NOTHING = "missing";

  /**
   * What is expected of {@code entry}.
   *
   * @param all at least the rows of its group of environments
   */
  public static Expectation of(InventoryEntry entry, List<InventoryEntry> all) {
    return new Expectation(
        entry,
        all.stream()
            .filter(other -> entry.place().isSlot() && other.place() == entry.place().otherSlot())
            .filter(other -> other.application().equals(entry.application()))
            .map(other -> other.address().targetGroup())
            .findFirst());
  }

  /** The weights of what leads to the place's own host. */
  public Weights weights() {
    var group = entry.address().targetGroup();
    return otherGroup
        .map(other -> Weights.split(group, other, TrafficSplit.ALL_LIVE))
        .orElseGet(() -> Weights.of(java.util.Map.of(group, 100)));
  }

  /** In what reality differs, in the order of {@link Kind}; empty where nothing has drifted. */
  public List<Difference> differences(Reality reality) {
    var differences = new ArrayList<Difference>();
    reality
        .service()
        .ifPresentOrElse(
            service -> {
              taskDefinition(service).ifPresent(differences::add);
              targetGroup(service).ifPresent(differences::add);
              tasks(service).ifPresent(differences::add);
            },
            () ->
                differences.add(new Difference(Kind.SERVICE, entry.address().service(), NOTHING)));
    if (entry.ownRoute().isPresent()) {
      weights(reality).ifPresent(differences::add);
    }
    entry
        .secondaries()
        .forEach(
            (name, service) ->
                secondary(name, service, Optional.ofNullable(reality.secondaries().get(name)))
                    .ifPresent(differences::add));
    return List.copyOf(differences);
  }

  private Optional<Difference> taskDefinition(FoundService service) {
    return entry
        .taskDefinition()
        .filter(expected -> !expected.equals(service.taskDefinition()))
        .map(expected -> new Difference(Kind.TASK_DEFINITION, expected, service.taskDefinition()));
  }

  /** How many tasks another service has is left to who decides it. */
  private Optional<Difference> secondary(
      String name, SecondaryService service, Optional<FoundService> found) {
    var expected =
        entry
            .release()
            // One that came with an update of the stack is in no release yet.
            .map(release -> release.secondaries().get(name))
            .or(service::firstTaskDefinition);
    var has = found.map(FoundService::taskDefinition).orElse(NOTHING);
    return expected
        .filter(revision -> !revision.equals(has))
        .map(
            revision ->
                new Difference(
                    Kind.SECONDARY,
                    service.service() + " with " + revision,
                    found.isEmpty() ? NOTHING : service.service() + " with " + has));
  }

  private Optional<Difference> targetGroup(FoundService service) {
    var expected = entry.address().targetGroup();
    return service.targetGroups().contains(expected)
        ? Optional.empty()
        : Optional.of(
            new Difference(
                Kind.TARGET_GROUP,
                expected,
                service.targetGroups().isEmpty()
                    ? NOTHING
                    : String.join(", ", service.targetGroups().stream().sorted().toList())));
  }

  /**
   * Autoscaling within its range is no drift, nor is what somebody has adopted. Before the first
   * deploy there is nothing to count, and what is stopped runs nothing.
   */
  private Optional<Difference> tasks(FoundService service) {
    int found = service.desiredTasks();
    if (entry.stopped().isPresent()) {
      return found == 0 || entry.acceptedTasks().equals(Optional.of(found))
          ? Optional.empty()
          : Optional.of(
              new Difference(Kind.TASKS, "0, since it is stopped", Integer.toString(found)));
    }
    boolean needed = !entry.role().equals(Optional.of(Role.IDLE));
    boolean within =
        service.range().map(range -> range.min() <= found && found <= range.max()).orElse(true);
    if (entry.release().isEmpty()
        || entry.acceptedTasks().equals(Optional.of(found))
        || (within && (found > 0 || !needed))) {
      return Optional.empty();
    }
    return Optional.of(
        new Difference(
            Kind.TASKS,
            service
                .range()
                .map(
                    range ->
                        (needed ? Math.max(1, range.min()) : range.min()) + " to " + range.max())
                .orElse("at least 1"),
            Integer.toString(found)));
  }

  private Optional<Difference> weights(Reality reality) {
    var found = reality.weights();
    boolean right =
        found
            .map(
                weights ->
                    otherGroup.isPresent()
                        ? weights.equals(weights())
                        : weights.only(entry.address().targetGroup()))
            .orElse(false);
    return right
        ? Optional.empty()
        : Optional.of(
            new Difference(
                Kind.WEIGHTS, weights().toString(), found.map(Weights::toString).orElse(NOTHING)));
  }
}
