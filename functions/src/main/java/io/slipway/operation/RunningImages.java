package io.slipway.operation;

import io.slipway.domain.Environment;
import io.slipway.domain.ImageTag;
import io.slipway.domain.InventoryEntry;
import io.slipway.domain.Release;
import io.slipway.domain.Role;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which image an environment runs: in production, what customers have, else what waits there. */
final class RunningImages {

  private RunningImages() {}

  /**
   * By environment.
   *
   * @param tag what all of them are to run instead
   */
  static Map<Environment, Optional<ImageTag>> of(
      List<InventoryEntry> entries, List<Environment> environments, Optional<ImageTag> tag) {
    var images = new EnumMap<Environment, Optional<ImageTag>>(Environment.class);
    for (var environment : environments) {
      images.put(environment, tag.or(() -> running(entries, environment)));
    }
    return images;
  }

  private static Optional<ImageTag> running(List<InventoryEntry> entries, Environment environment) {
    return entries.stream()
        .filter(entry -> entry.place().environment() == environment)
        .sorted((one, other) -> Boolean.compare(isIdle(one), isIdle(other)))
        .flatMap(entry -> entry.release().stream())
        .map(Release::version)
        .findFirst();
  }

  private static boolean isIdle(InventoryEntry entry) {
    return entry.role().filter(Role.IDLE::equals).isPresent();
  }
}
