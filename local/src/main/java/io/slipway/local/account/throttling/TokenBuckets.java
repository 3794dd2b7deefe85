package io.slipway.local.account.throttling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets through as many calls as an account's quotas have tokens for: each call takes one of every
 * quota that it is in, tokens come back evenly, a call that lacks one is refused and takes none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html">how
 *     Amazon ECS applies throttling</a>
 */
public final class TokenBuckets {

  private static final double MILLIS = 1_000;

  private final Clock clock;
  private final Map<Quota, Bucket> buckets = new LinkedHashMap<>();

  /** What has become of the calls to one bucket. */
  public record Count(long passed, long refused) {}

  private static final class Bucket {
    private double tokens;
    private Instant filled;
    private long passed;
    private long refused;
  }

  /** All buckets are full. */
  public TokenBuckets(List<Quota> quotas, Clock clock) {
    this.clock = clock;
    for (var quota : quotas) {
      var bucket = new Bucket();
      bucket.tokens = quota.burst();
      bucket.filled = clock.instant();
      buckets.put(quota, bucket);
    }
  }

  /** Takes the tokens for the call; false where one is missing. A call without a quota passes. */
  public synchronized boolean take(String service, String action) {
    var needed = new ArrayList<Bucket>();
    buckets.forEach(
        (quota, bucket) -> {
          if (quota.isOf(service, action)) {
            fill(quota, bucket);
            needed.add(bucket);
          }
        });
    var empty = needed.stream().filter(bucket -> bucket.tokens < 1).toList();
    if (!empty.isEmpty()) {
      empty.forEach(bucket -> bucket.refused++);
      return false;
    }
    for (var bucket : needed) {
      bucket.tokens--;
      bucket.passed++;
    }
    return true;
  }

  private void fill(Quota quota, Bucket bucket) {
    var now = clock.instant();
    double added = Duration.between(bucket.filled, now).toMillis() / MILLIS * quota.perSecond();
    bucket.tokens = Math.min(quota.burst(), bucket.tokens + added);
    bucket.filled = now;
  }

  /** What has become of all calls so far. */
  public synchronized Map<Quota, Count> counts() {
    var counts = new LinkedHashMap<Quota, Count>();
    buckets.forEach((quota, bucket) -> counts.put(quota, new Count(bucket.passed, bucket.refused)));
    return counts;
  }
}
