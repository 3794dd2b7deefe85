package io.slipway.local.account.throttling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets through as many calls as an account's quotas have tokens for: each call takes one, tokens
 * come back evenly, a call that finds none is refused and takes none.
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

  /** Takes a token for the call; false where there is none. A call without a quota passes. */
  public synchronized boolean take(String service, String action) {
    return quota(service, action).map(this::take).orElse(true);
  }

  private boolean take(Quota quota) {
    var bucket = buckets.get(quota);
    var now = clock.instant();
    double added = Duration.between(bucket.filled, now).toMillis() / MILLIS * quota.perSecond();
    bucket.tokens = Math.min(quota.burst(), bucket.tokens + added);
    bucket.filled = now;
    if (bucket.tokens < 1) {
      bucket.refused++;
      return false;
    }
    bucket.tokens--;
    bucket.passed++;
    return true;
  }

  private Optional<Quota> quota(String service, String action) {
    return buckets.keySet().stream()
        .filter(quota -> quota.isOf(service, action))
        .findFirst()
        .or(
            () ->
                buckets.keySet().stream().filter(quota -> quota.isOfTheRest(service)).findFirst());
  }

  /** What has become of all calls so far. */
  public synchronized Map<Quota, Count> counts() {
    var counts = new LinkedHashMap<Quota, Count>();
    buckets.forEach((quota, bucket) -> counts.put(quota, new Count(bucket.passed, bucket.refused)));
    return counts;
  }
}
