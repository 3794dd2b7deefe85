package io.slipway.local.simulation;

import io.slipway.local.account.Passage;
import io.slipway.local.account.throttling.TokenBuckets;
import io.slipway.local.simulation.fault.Refusals;
import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's clients where AWS throttles them: {@code Platform} leaves them the strategy that the
 * SDK has by itself, which is asked here how often and after what time a call is made again. Only
 * its jitter comes from the seed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/retry-strategy.html">
 *     legacy strategy: four attempts; where throttled, 500 ms that double, half of it by chance</a>
 */
public final class SdkRetries {

  private static final int BASE_MILLIS = 500;
  private static final int LONGEST_MILLIS = 20_000;

  private final TokenBuckets buckets;
  private final Lockstep lockstep;
  private final RandomGenerator random;
  private final RetryStrategy strategy;
  private long retries;
  private long givenUp;

  /** All calls of functions go to these buckets. */
  SdkRetries(TokenBuckets buckets, Lockstep lockstep, RandomGenerator random) {
    this.buckets = buckets;
    this.lockstep = lockstep;
    this.random = random;
    this.strategy =
        AwsRetryStrategy.legacyRetryStrategy().toBuilder()
            .throttlingBackoffStrategy(this::delay)
            .build();
  }

  private Duration delay(int attempt) {
    int most = Math.min(LONGEST_MILLIS, BASE_MILLIS << Math.min(attempt - 1, 10));
    return Duration.ofMillis(most / 2 + random.nextInt(most / 2 + 1));
  }

  /** Makes the call, and makes it again where it is throttled. */
  Object call(
      Passage.Asked asked, Passage.Delivery delivery, Function<Passage.Asked, Duration> latency)
      throws Throwable {
    var token =
        strategy.acquireInitialToken(AcquireInitialTokenRequest.create(asked.service())).token();
    while (!buckets.take(asked.service(), asked.operation())) {
      var refused = Refusals.throttled(asked);
      try {
        var again =
            strategy.refreshRetryToken(
                RefreshRetryTokenRequest.builder().token(token).failure(refused).build());
        token = again.token();
        retries++;
        lockstep.park(again.delay().plus(latency.apply(asked)));
      } catch (TokenAcquisitionFailedException e) {
        givenUp++;
        throw refused;
      }
    }
    return delivery.deliver();
  }

  /** How many calls were made again. */
  public long retries() {
    return retries;
  }

  /** How many calls their callers were told to be throttled. */
  public long givenUp() {
    return givenUp;
  }
}
