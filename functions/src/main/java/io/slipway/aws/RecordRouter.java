package io.slipway.aws;

import io.slipway.domain.RetryLater;
import io.slipway.domain.TrafficChanged;
import io.slipway.domain.WeightedRecords;
import io.slipway.domain.Weights;
import java.time.Duration;
import java.util.List;

/**
 * Shares customers between two load balancers, by the weights of DNS records.
 *
 * <p>A change has no condition, so every one reads first, and reads back. It holds once Route 53
 * says INSYNC of it, which a state machine waits for, and resolvers have forgotten the answers of
 * before.
 */
record RecordRouter(NameRecords records, WeightedRecords route) implements TrafficRouter {

  /**
   * What aliases to load balancers are kept for.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html">
   *     Time to live of alias records: that of the resource, 60 seconds of a load balancer</a>
   */
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

  @Override
  public Weights weights() {
    return records.weights(route);
  }

  /** Names of two zones may be found halfway, after a run that was cut off between them. */
  @Override
  public List<String> shift(Weights expected, Weights wanted) {
    var found = weights();
    boolean ours =
        found.each().stream().allMatch(one -> one.equals(wanted) || expected.each().contains(one));
    if (!ours) {
      throw new TrafficChanged(
          "cannot shift traffic: the weights were last set to "
              + expected
              + ", but DNS has "
              + found
              + "; somebody else has changed them, so they are left alone");
    }
    var changes = records.set(route, wanted);
    var readBack = weights();
    if (!readBack.equals(wanted)) {
      throw new RetryLater(
          "the weights were set to " + wanted + ", but " + readBack + " is read back");
    }
    return changes;
  }

  @Override
  public Duration propagation() {
    return TIME_TO_LIVE;
  }
}
