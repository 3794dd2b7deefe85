package io.slipway.domain;

import java.util.List;

/**
 * What leads requests to a place, and shares them by weights where two places have the same name.
 */
public sealed interface TrafficRoute permits HostRule, WeightedRecords {

  /** The service whose call changes the weights, as policies write it. */
  String service();

  /** That call, as policies write it. */
  String action();

  /** What the calls change, one each. */
  List<String> resources();

  /** Where a person sets the weights: {@code the listener rule arn:…}. */
  @Override
  String toString();
}
