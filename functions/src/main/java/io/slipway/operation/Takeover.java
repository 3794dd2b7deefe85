package io.slipway.operation;

import io.slipway.aws.Images;
import io.slipway.aws.TaskDefinitions;
import io.slipway.domain.Difference;
import io.slipway.domain.Difference.Kind;
import io.slipway.domain.FoundService;
import io.slipway.domain.ImageDigest;
import io.slipway.domain.ImageTag;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Reality;
import io.slipway.domain.Rejected;
import io.slipway.domain.Release;
import io.slipway.domain.Role;
import io.slipway.domain.TrafficSplit;
import io.slipway.domain.Weights;
import io.slipway.operation.DriftSurvey.Seen;
import io.slipway.runtime.Platform;
import io.slipway.store.Adoption;
import io.slipway.store.Application;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes over what somebody has changed by hand, where it can be said what it is: traffic that goes
 * to the other slot as a whole, a task definition with an image of the application, a number of
 * tasks.
 */
final class Takeover {

  /** What stands in place of an operation's id in a release that no operation has deployed. */
  static final String BY_HAND = "by-hand";

  private static final Pattern BY_DIGEST = Pattern.compile("(.+)@(sha256:[0-9a-f]{64})");

  private final TaskDefinitions taskDefinitions;
  private final Images images;
  private final Clock clock;

  Takeover(Platform platform) {
    this.taskDefinitions = new TaskDefinitions(platform);
    this.images = new Images(platform);
    this.clock = platform.clock();
  }

  /**
   * The corrections after which the inventory says what AWS has.
   *
   * @throws Rejected 409 with what cannot be adopted, why, and what to do
   */
  List<Adoption> of(Application application, List<Seen> seen) {
    var now = clock.instant();
    var after = turned(seen, now).orElse(seen);
    return java.util.stream.IntStream.range(0, seen.size())
        .filter(i -> concerns(seen.get(i), after.get(i)))
        .mapToObj(
            i ->
                new Adoption(
                    seen.get(i).entry(),
                    corrected(application, after.get(i), now),
                    taken(seen.get(i), after.get(i))))
        .toList();
  }

  /** A slot without a host of its own has no drift, but another role where slots are turned. */
  private static boolean concerns(Seen before, Seen after) {
    return before.drifted() || after.drifted() || !before.entry().equals(after.entry());
  }

  private static List<Difference> taken(Seen before, Seen after) {
    return before.drifted() ? before.differences() : after.differences();
  }

  /**
   * The slots with each other's roles, where customers and preview have changed places. Anything
   * else between the two hosts has no words in the inventory.
   */
  private static Optional<List<Seen>> turned(List<Seen> seen, Instant now) {
    var live = in(Role.LIVE, seen);
    var idle = in(Role.IDLE, seen);
    if (live.isEmpty() || idle.isEmpty() || !turned(live.get(), idle.get())) {
      return Optional.empty();
    }
    var entries =
        seen.stream()
            .map(
                one ->
                    one.entry()
                        .role()
                        .map(role -> exchanged(one.entry(), role, live.get(), idle.get(), now))
                        .orElse(one.entry()))
            .toList();
    return Optional.of(
        java.util.stream.IntStream.range(0, seen.size())
            .mapToObj(
                i ->
                    Seen.of(
                        entries.get(i), entries, exchanged(seen.get(i), live.get(), idle.get())))
            .toList());
  }

  private static boolean turned(Seen live, Seen idle) {
    var toIdle =
        Weights.split(
            live.entry().address().targetGroup(),
            idle.entry().address().targetGroup(),
            TrafficSplit.ALL_IDLE);
    var toLive =
        Weights.split(
            live.entry().address().targetGroup(),
            idle.entry().address().targetGroup(),
            TrafficSplit.ALL_LIVE);
    return live.reality().weights().filter(toIdle::equals).isPresent()
        && (idle.entry().ownRoute().isEmpty()
            || idle.reality().weights().filter(toLive::equals).isPresent());
  }

  private static Optional<Seen> in(Role role, List<Seen> seen) {
    return seen.stream()
        .filter(one -> one.entry().role().filter(role::equals).isPresent())
        .findFirst();
  }

  private static InventoryEntry exchanged(
      InventoryEntry entry, Role role, Seen live, Seen idle, Instant now) {
    var other = role == Role.LIVE ? idle : live;
    var former = other.entry().address().url();
    return entry.as(
        other.entry().role().orElseThrow(),
        role == Role.LIVE ? entry.address().idleUrl(former) : former,
        now);
  }

  /** The host that a slot has by its new role is the one that the other slot had. */
  private static Reality exchanged(Seen seen, Seen live, Seen idle) {
    return seen.entry()
        .role()
        .map(role -> role == Role.LIVE ? idle : live)
        .map(
            other ->
                new Reality(
                    seen.reality().service(),
                    other.reality().weights(),
                    seen.reality().secondaries()))
        .orElse(seen.reality());
  }

  private InventoryEntry corrected(Application application, Seen seen, Instant now) {
    var entry = seen.entry();
    for (var difference : seen.differences()) {
      switch (difference.kind()) {
        case TASK_DEFINITION -> entry = entry.running(release(application, seen, now), now);
        case TASKS -> {
          // below, since another release may make another number right
        }
        case SERVICE, TARGET_GROUP, WEIGHTS, SECONDARY ->
            throw refused(seen, difference, "the inventory has no words for that");
      }
    }
    var service = seen.reality().service().orElseThrow();
    return wrongTasks(entry, service) ? entry.accepting(service.desiredTasks(), now) : entry;
  }

  private static boolean wrongTasks(InventoryEntry entry, FoundService service) {
    return Seen.of(entry, List.of(entry), new Reality(Optional.of(service), Optional.empty()))
        .differences()
        .stream()
        .anyMatch(difference -> difference.kind() == Kind.TASKS);
  }

  private Release release(Application application, Seen seen, Instant now) {
    var entry = seen.entry();
    var taskDefinition = seen.reality().service().orElseThrow().taskDefinition();
    var digest = digest(application, seen, taskDefinition);
    return new Release(
        version(application, seen, digest),
        digest,
        entry
            .release()
            .map(Release::specificationVersion)
            .orElse(application.specificationVersion()),
        taskDefinition,
        now,
        BY_HAND,
        entry.release().flatMap(Release::parametersVersion),
        entry.release().map(Release::secondaries).orElseGet(TreeMap::new));
  }

  private ImageDigest digest(Application application, Seen seen, String taskDefinition) {
    var container = seen.entry().address().container();
    var image =
        taskDefinitions
            .image(taskDefinition, container)
            .orElseThrow(() -> refusedRelease(seen, "it has no container '" + container + "'"));
    var named = BY_DIGEST.matcher(image);
    if (!named.matches()) {
      throw refusedRelease(
          seen, "its image " + image + " is not named by a digest, so nobody can say what runs");
    }
    if (!named.group(1).endsWith("/" + application.repository())) {
      throw refusedRelease(
          seen,
          "its image " + image + " is not of the repository '" + application.repository() + "'");
    }
    return new ImageDigest(named.group(2));
  }

  private ImageTag version(Application application, Seen seen, ImageDigest digest) {
    return images
        .tag(application.repository(), digest)
        .orElseThrow(
            () ->
                refusedRelease(
                    seen,
                    "the repository '"
                        + application.repository()
                        + "' has no image with a tag and the digest "
                        + digest));
  }

  private static Rejected refusedRelease(Seen seen, String why) {
    var difference =
        seen.differences().stream()
            .filter(one -> one.kind() == Kind.TASK_DEFINITION)
            .findFirst()
            .orElseThrow();
    return refused(seen, difference, why);
  }

  private static Rejected refused(Seen seen, Difference difference, String why) {
    var entry = seen.entry();
    return new Rejected(
        409,
        "drifted",
        "what was changed past Slipway in "
            + entry.place()
            + " cannot be adopted: "
            + difference
            + ": "
            + why
            + ". Put it back: "
            + Remedy.of(entry, List.of(difference))
            + (difference.kind() == Kind.WEIGHTS && entry.place().isSlot()
                ? "; or give one slot all of the customers' host and the other all of the preview"
                    + " host, which can be adopted"
                : ""));
  }
}
