package io.slipway.domain;

import java.util.List;

/**
 * A name whose records are weighted.
 *
 * @param host lower-case, without a dot at its end
 * @param zones the ids of the hosted zones that answer for it: several where private ones have the
 *     name of a public one
 * @param types of its records: A, and AAAA where the load balancers have IPv6 addresses
 */
public record WeightedName(String host, List<String> zones, List<String> types) {

  public WeightedName {
    zones = List.copyOf(zones);
    types = List.copyOf(types);
  }
}
