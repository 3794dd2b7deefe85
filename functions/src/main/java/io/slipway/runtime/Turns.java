package io.slipway.runtime;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Orders what a scheduled function looks at, where that may be more than one invocation has time
 * for: each minute begins at another place, so that all have their turn.
 */
public final class Turns {

  private static final long SECONDS = 60;

  /** Multiples of it, without their whole part, fall evenly between 0 and 1. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private Turns() {}

  /** All of them, in their order, but for where it begins in this minute. */
  public static <T> List<T> of(Collection<T> all, Instant now) {
    var turned = new ArrayList<>(all);
    long minute = Math.floorDiv(now.getEpochSecond(), SECONDS);
    double share = GOLDEN * minute % 1;
    Collections.rotate(turned, -(int) (share * turned.size()));
    return turned;
  }
}
