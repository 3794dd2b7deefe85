package io.slipway.local.account.throttling;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.local.time.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenBucketsTest {

  private static final Quota WRITES =
      new Quota("writes", "ecs", Set.of("Write"), 3, 1, Quota.Source.DOCUMENTED);
  private static final Quota READS =
      new Quota("reads", "ecs", Set.of("Read", "List"), 1, 1, Quota.Source.ASSUMED);

  private final VirtualTimeline timeline = new VirtualTimeline(Instant.EPOCH);
  private final TokenBuckets buckets = new TokenBuckets(List.of(WRITES, READS), timeline.clock());

  private int passed(int calls) {
    int passed = 0;
    for (int i = 0; i < calls; i++) {
      passed += buckets.take("ecs", "Write") ? 1 : 0;
    }
    return passed;
  }

  @Test
  void aFullBucketLetsItsBurstThroughAndThenAsMuchAsComesBack() {
    assertThat(passed(5)).isEqualTo(3);
    timeline.runFor(Duration.ofMillis(999));
    assertThat(passed(1)).isZero();
    timeline.runFor(Duration.ofMillis(1));
    assertThat(passed(2)).isEqualTo(1);
    timeline.runFor(Duration.ofMinutes(1));
    assertThat(passed(5)).isEqualTo(3);
    assertThat(buckets.counts().get(WRITES)).isEqualTo(new TokenBuckets.Count(7, 6));
  }

  @Test
  void bucketsAreNotSharedAndOtherServicesPass() {
    assertThat(passed(3)).isEqualTo(3);
    assertThat(buckets.take("ecs", "Read")).isTrue();
    assertThat(buckets.take("ecs", "List")).isFalse();
    assertThat(buckets.take("s3", "GetObject")).isTrue();
  }

  @Test
  void aCallTakesATokenOfEveryQuotaItIsInOrNone() {
    var all = new Quota("all", "ecs", Set.of(), 4, 1, Quota.Source.DOCUMENTED);
    var both = new TokenBuckets(List.of(WRITES, all), timeline.clock());
    assertThat(both.take("ecs", "Read")).isTrue();
    assertThat(both.take("ecs", "Read")).isTrue();
    assertThat(both.take("ecs", "Write")).isTrue();
    assertThat(both.take("ecs", "Write")).isTrue();
    assertThat(both.take("ecs", "Write")).isFalse();
    assertThat(both.counts().get(WRITES)).isEqualTo(new TokenBuckets.Count(2, 0));
    assertThat(both.counts().get(all)).isEqualTo(new TokenBuckets.Count(4, 1));
  }

  @Test
  void theLeastTimeIsWhatTheBurstLeaves() {
    assertThat(WRITES.leastSeconds(3)).isZero();
    assertThat(WRITES.leastSeconds(13)).isEqualTo(10);
  }
}
