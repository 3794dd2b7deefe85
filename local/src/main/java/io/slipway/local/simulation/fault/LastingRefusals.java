package io.slipway.local.simulation.fault;

import io.slipway.local.account.Passage;
import java.util.HashSet;
import java.util.Set;

/** The operations of services that nobody is permitted any more. */
final class LastingRefusals {

  private record Permission(String service, String operation) {}

  private final Set<Permission> gone = new HashSet<>();

  void add(Passage.Asked asked) {
    gone.add(new Permission(asked.service(), asked.operation()));
  }

  void clear() {
    gone.clear();
  }

  boolean refuses(Passage.Asked asked) {
    return !gone.isEmpty() && gone.contains(new Permission(asked.service(), asked.operation()));
  }
}
