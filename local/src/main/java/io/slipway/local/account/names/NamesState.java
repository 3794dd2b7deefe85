package io.slipway.local.account.names;

import io.slipway.local.account.kernel.Ids;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Everything that Route 53 keeps. */
final class NamesState {

  Ids ids = new Ids(53);

  /** By id, without {@code /hostedzone/}. */
  NavigableMap<String, ZoneState> zones = new TreeMap<>();

  /** When each change was submitted, by id, without {@code /change/}. */
  NavigableMap<String, Instant> changes = new TreeMap<>();
}
