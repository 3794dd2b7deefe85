package io.slipway.local.account.balancing;

import java.time.Instant;
import java.util.Optional;

/** What stands behind the targets: the applications that answer, and who minds their health. */
public interface Backends {

  /** The HTTP status that the target answers at {@code at}; 0 where nothing answers. */
  int status(String targetId, Instant at);

  /** When the target's answer next changes by itself, after {@code after}; empty for never. */
  Optional<Instant> changesAfter(String targetId, Instant after);

  /** The health of a target in the group has changed. */
  void healthChanged(String targetGroupArn);
}
