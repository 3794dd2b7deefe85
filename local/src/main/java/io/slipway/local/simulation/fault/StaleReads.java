package io.slipway.local.simulation.fault;

import io.slipway.local.account.Passage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Earlier answers of reads that AWS documents as eventually consistent: ECS ("wait up to five
 * minutes", RunTask), Step Functions (DescribeExecution), DynamoDB where a consistent read is not
 * asked for ("usually within one second"). Kept for a while, by request.
 */
public final class StaleReads {

  private static final int KEPT = 4;
  private static final Duration OLDEST = Duration.ofSeconds(60);
  private static final Duration OLDEST_ROW = Duration.ofSeconds(2);
  private static final Set<String> SERVICES = Set.of("ecs", "states", "cloudformation");

  private record Told(Instant time, Object answer) {}

  private final Map<SdkRequest, Deque<Told>> answers = new HashMap<>();

  /** Whether AWS may answer this read with the past. */
  public static boolean mayBeStale(Passage.Asked asked) {
    boolean read = Reads.is(asked.operation());
    return read
        && (SERVICES.contains(asked.service())
            || (asked.service().equals("dynamodb") && !consistent(asked.request())));
  }

  private static boolean consistent(SdkRequest request) {
    return switch (request) {
      case GetItemRequest get -> Boolean.TRUE.equals(get.consistentRead());
      case QueryRequest query -> Boolean.TRUE.equals(query.consistentRead());
      case BatchGetItemRequest batch ->
          batch.requestItems().values().stream()
              .map(KeysAndAttributes::consistentRead)
              .allMatch(Boolean.TRUE::equals);
      default -> false;
    };
  }

  /** Remembers what a read was told. */
  public void told(Passage.Asked asked, Object answer, Instant now) {
    if (!mayBeStale(asked)) {
      return;
    }
    var known = answers.computeIfAbsent(asked.request(), request -> new ArrayDeque<>());
    if (!known.isEmpty() && known.getLast().answer().equals(answer)) {
      known.removeLast();
    }
    known.addLast(new Told(now, answer));
    if (known.size() > KEPT) {
      known.removeFirst();
    }
  }

  /** What the same read was told before its latest answer, where that is not too long ago. */
  public Optional<Object> earlier(Passage.Asked asked, Instant now) {
    var oldest = now.minus(asked.service().equals("dynamodb") ? OLDEST_ROW : OLDEST);
    var known = answers.get(asked.request());
    return known == null
        ? Optional.empty()
        : known.stream().filter(told -> told.time().isAfter(oldest)).map(Told::answer).findFirst();
  }
}
