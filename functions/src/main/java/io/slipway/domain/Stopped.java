package io.slipway.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * That a place is stopped: none of its tasks is to run.
 *
 * @param former the size that a start gives back to the service that customers reach
 * @param secondaries those of the other services that ran, by their names
 * @param since when it was stopped
 */
public record Stopped(SlotSize former, SortedMap<String, SlotSize> secondaries, Instant since) {

  public Stopped {
    secondaries = Collections.unmodifiableSortedMap(new TreeMap<>(secondaries));
  }
}
